// A canvas over the map that moves and zooms with it. Who uses it draws in pixels of the map's container.

export const CanvasLayer = L.Layer.extend({
  /** @param draw is called with context, size and the layer, whenever all must be drawn anew */
  initialize(name, draw) {
    this._name = name;
    this._drawAll = draw;
  },

  onAdd(map) {
    this._canvas = L.DomUtil.create('canvas', `leaflet-zoom-animated layer-${this._name}`);
    this._context = this._canvas.getContext('2d');
    map.getPane('live').append(this._canvas);
    map.on('moveend zoomend resize viewreset', this._reset, this);
    map.on('zoomanim', this._animate, this);
    this._reset();
  },

  onRemove(map) {
    map.off('moveend zoomend resize viewreset', this._reset, this);
    map.off('zoomanim', this._animate, this);
    this._canvas.remove();
  },

  redraw() {
    const { x: width, y: height } = this._size;
    this._context.clearRect(0, 0, width, height);
    this._drawAll(this._context, this._size);
  },

  _reset() {
    this._size = this._map.getSize();
    const scale = window.devicePixelRatio || 1;
    const [width, height] = [Math.round(this._size.x * scale), Math.round(this._size.y * scale)];
    if (this._canvas.width !== width || this._canvas.height !== height) {
      this._canvas.width = width;
      this._canvas.height = height;
      this._canvas.style.width = `${this._size.x}px`;
      this._canvas.style.height = `${this._size.y}px`;
    }
    this._context.setTransform(scale, 0, 0, scale, 0, 0);
    this._corner = this._map.containerPointToLatLng([0, 0]);
    L.DomUtil.setTransform(this._canvas, this._map.containerPointToLayerPoint([0, 0]), 1);
    this.redraw();
  },

  _animate({ center, zoom }) {
    const corner = this._map._latLngToNewLayerPoint(this._corner, zoom, center);
    L.DomUtil.setTransform(this._canvas, corner, this._map.getZoomScale(zoom));
  },
});
