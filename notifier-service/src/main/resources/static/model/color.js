// Makes a route's colour readable on the page's background, and keeps its hue.

/** Contrast of two colours such as #1a2b3c, 1 to 21. */
export function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** The colour itself if it stands out enough, else mixed with white or black until it does. */
export function readable(color, background, least = 3) {
  const towards = luminance(background) > 0.4 ? [0, 0, 0] : [255, 255, 255];
  const from = channels(color);
  for (let share = 0; share <= 1; share += 0.05) {
    const mixed = hex(from.map((value, index) => value + (towards[index] - value) * share));
    if (contrast(mixed, background) >= least) return mixed;
  }
  return hex(towards);
}

/** Black or white, whichever is easier to read on it. */
export function inkOn(color) {
  return contrast(color, '#ffffff') >= contrast(color, '#101615') ? '#ffffff' : '#101615';
}

function luminance(color) {
  const [red, green, blue] = channels(color).map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channels(color) {
  return [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
}

/** A colour of red, green and blue, 0 to 255, as #1a2b3c. */
export function hex(values) {
  return `#${values.map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`;
}
