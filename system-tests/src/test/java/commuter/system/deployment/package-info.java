/** The production shape, on a machine without a container engine: images, Compose files, and what they start. */
package commuter.system.deployment;
