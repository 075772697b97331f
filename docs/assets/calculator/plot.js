// A curve: SVG with axes, ticks, the limit, and the point where the inputs stand; and the same in a few numbers.
;(fieldguide => {
  const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [360, 210, 52, 12, 22, 36]
  const SAMPLES = 60

  function svg(name, attributes, ...children) {
    const node = document.createElementNS("http://www.w3.org/2000/svg", name)
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value)
    node.append(...children)
    return node
  }

  /** A mapping of [low, high] to [0, 1] and back, logarithmic where the ends are far apart. */
  function axis(low, high) {
    const logarithmic = low > 0 && high / low >= 20
    const [a, b] = logarithmic ? [Math.log(low), Math.log(high)] : [low, high]
    return {
      low, high, logarithmic,
      share: value => ((logarithmic ? Math.log(value) : value) - a) / (b - a),
      at: share => logarithmic ? Math.exp(a + share * (b - a)) : a + share * (b - a),
    }
  }

  function ticks({ low, high, logarithmic }) {
    const found = []
    if (logarithmic) {
      const decades = Math.log10(high / low)
      const factors = decades < 2 ? [1, 2, 5] : [1]
      const every = Math.ceil(decades / 5)
      for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power += every) {
        for (const factor of factors) found.push(factor * 10 ** power)
      }
    } else {
      const rough = (high - low) / 4
      const size = 10 ** Math.floor(Math.log10(rough))
      const step = [1, 2, 5, 10].map(factor => factor * size).find(width => width >= rough * 0.99)
      for (let at = Math.ceil(low / step - 1e-9); at * step <= high * (1 + 1e-9); at += 1) found.push(at * step)
    }
    return found.filter(value => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9))
  }

  /** A number in few characters: 128k, 1.5M, 0.25. */
  function short(value) {
    const size = Math.abs(value)
    const [scale, suffix] = size >= 1e15 ? [1, ""] : size >= 1e12 ? [1e12, "T"] : size >= 1e9 ? [1e9, "B"] : size >= 1e6 ? [1e6, "M"] : size >= 1e4 ? [1e3, "k"] : [1, ""]
    if (size && (size < 1e-3 || size >= 1e15)) return value.toExponential(0).replace("e+", "e")
    return Number((value / scale).toPrecision(3)).toLocaleString("en-US", { maximumSignificantDigits: 3 }) + suffix
  }

  const finite = points => points.filter(([, y]) => Number.isFinite(y))

  function vertical(points, limit) {
    const values = finite(points).map(([, y]) => y).concat(limit === null ? [] : [limit])
    const [low, high] = [Math.min(...values), Math.max(...values)]
    if (low > 0 && high / low >= 50) return axis(low, high)
    return axis(Math.min(0, low), high > Math.min(0, low) ? high * 1.04 : Math.min(0, low) + 1)
  }

  const across = share => LEFT + share * (WIDTH - LEFT - RIGHT)
  const down = share => HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)

  function frame(x, y, names) {
    const lines = []
    for (const value of ticks(x)) {
      const at = across(x.share(value))
      lines.push(svg("line", { class: "grid", x1: at, x2: at, y1: TOP, y2: HEIGHT - BOTTOM }))
      lines.push(svg("text", { class: "tick", x: at, y: HEIGHT - BOTTOM + 13, "text-anchor": "middle" }, short(value)))
    }
    for (const value of ticks(y)) {
      const at = down(y.share(value))
      lines.push(svg("line", { class: "grid", x1: LEFT, x2: WIDTH - RIGHT, y1: at, y2: at }))
      lines.push(svg("text", { class: "tick", x: LEFT - 5, y: at + 3.5, "text-anchor": "end" }, short(value)))
    }
    lines.push(svg("text", { class: "axis", x: WIDTH - RIGHT, y: HEIGHT - 6, "text-anchor": "end" }, names.x))
    lines.push(svg("text", { class: "axis", x: LEFT, y: 12 }, names.y))
    return lines
  }

  function path(points, x, y) {
    let pen = "M"
    return points.map(([at, value]) => {
      if (!Number.isFinite(value)) {
        pen = "M"
        return ""
      }
      const step = `${pen}${across(x.share(at)).toFixed(1)} ${down(y.share(value)).toFixed(1)}`
      pen = "L"
      return step
    }).join("")
  }

  /**
   * Draws y = value(x) over [low, high] into an svg element.
   * @param {{low: number, high: number, value: (x: number) => number, at: number, limit: number | null, names: {x: string, y: string, limit?: string}}} curve
   */
  function draw(target, { low, high, value, at, limit, names }) {
    const x = axis(low, high)
    const points = Array.from({ length: SAMPLES + 1 }, (_, n) => x.at(n / SAMPLES)).map(place => [place, value(place)])
    target.replaceChildren()
    if (!finite(points).length) return points
    const y = vertical(points, limit)
    target.append(...frame(x, y, names), svg("path", { class: "curve", d: path(points, x, y) }))
    if (limit !== null) {
      const height = down(y.share(limit))
      target.append(svg("line", { class: "bound", x1: LEFT, x2: WIDTH - RIGHT, y1: height, y2: height }))
      target.append(svg("text", { class: "axis", x: WIDTH - RIGHT, y: height < TOP + 14 ? height + 12 : height - 4, "text-anchor": "end" }, names.limit))
    }
    const here = value(at)
    if (at >= low && at <= high && here >= y.low && here <= y.high) {
      target.append(svg("circle", { class: "point", cx: across(x.share(at)), cy: down(y.share(here)), r: 4.5 }))
    }
    return points
  }

  fieldguide.plot = { WIDTH, HEIGHT, axis, draw, short, svg }
})(globalThis.fieldguide ??= {})
