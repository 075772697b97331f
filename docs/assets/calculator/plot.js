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

  const SUFFIXES = [[1e12, "T"], [1e9, "B"], [1e6, "M"], [1e3, "k"]]
  const raised = power => String(power).replace(/./g, digit => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(digit)])

  /** A number in few characters: 128k or 1.5M where it counts things, 10⁹ where a letter would be taken for a unit's. */
  function short(value, counts) {
    const size = Math.abs(value)
    const [scale, suffix] = counts && size >= 1e4 && size < 1e15 ? SUFFIXES.find(([least]) => size >= least) : [1, ""]
    if (size && !suffix && (size < 1e-3 || size >= 1e6)) {
      const [mantissa, power] = value.toExponential(1).split("e")
      return `${Number(mantissa) === 1 ? "" : `${Number(mantissa)} × `}10${raised(Number(power))}`
    }
    return Number((value / scale).toPrecision(3)).toLocaleString("en-US", { maximumSignificantDigits: 3 }) + suffix
  }

  const finite = points => points.filter(([, y]) => Number.isFinite(y))

  function vertical(points, limit, isShare) {
    const values = finite(points).map(([, y]) => y).concat(limit === null ? [] : [limit])
    const [low, high] = [Math.min(...values), Math.max(...values)]
    if (low > 0 && high / low >= 50 && !isShare) return axis(low, high)
    return axis(Math.min(0, low), high > Math.min(0, low) ? high * 1.04 : Math.min(0, low) + 1)
  }

  const across = share => LEFT + share * (WIDTH - LEFT - RIGHT)
  const down = share => HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)

  function frame(x, y, names) {
    const lines = []
    for (const value of ticks(x)) {
      const at = across(x.share(value))
      lines.push(svg("line", { class: "grid", x1: at, x2: at, y1: TOP, y2: HEIGHT - BOTTOM }))
      const anchor = at > WIDTH - RIGHT - 12 ? "end" : "middle"
      lines.push(svg("text", { class: "tick", x: anchor === "end" ? WIDTH - 2 : at, y: HEIGHT - BOTTOM + 13, "text-anchor": anchor }, short(value, names.counts.x)))
    }
    for (const value of ticks(y)) {
      const at = down(y.share(value))
      lines.push(svg("line", { class: "grid", x1: LEFT, x2: WIDTH - RIGHT, y1: at, y2: at }))
      lines.push(svg("text", { class: "tick", x: LEFT - 5, y: at + 3.5, "text-anchor": "end" }, short(value, names.counts.y)))
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
   * Draws y = value(x) over [low, high] into an svg element, at whole numbers only where x is `whole`; gives the points drawn.
   * @param {{low: number, high: number, whole: boolean, value: (x: number) => number, at: number, limit: number | null,
   *   names: {x: string, y: string, limit: string, counts: {x: boolean, y: boolean}}}} curve
   */
  function draw(target, { low, high, whole, value, at, limit, names }) {
    const x = axis(low, high)
    const places = Array.from({ length: SAMPLES + 1 }, (_, n) => x.at(n / SAMPLES)).map(place => whole ? Math.round(place) : place)
    const points = [...new Set(places)].map(place => [place, value(place)])
    target.replaceChildren()
    if (!finite(points).length) return points
    const y = vertical(points, limit, names.y === "%")
    target.append(...frame(x, y, names), svg("path", { class: "curve", d: path(points, x, y) }))
    if (limit !== null) {
      const height = down(y.share(limit))
      target.append(svg("line", { class: "bound", x1: LEFT, x2: WIDTH - RIGHT, y1: height, y2: height }))
      const [first, last] = [finite(points)[0], finite(points).at(-1)].map(([, y0]) => Math.abs(y.share(y0) - y.share(limit)))
      const place = first > last ? { x: LEFT + 4, "text-anchor": "start" } : { x: WIDTH - RIGHT, "text-anchor": "end" }
      target.append(svg("text", { class: "axis", y: height < TOP + 14 ? height + 12 : height - 4, ...place }, names.limit))
    }
    const here = value(at)
    if (at >= low && at <= high && here >= y.low && here <= y.high) {
      target.append(svg("circle", { class: "point", cx: across(x.share(at)), cy: down(y.share(here)), r: 4.5 }))
    }
    return points
  }

  fieldguide.plot = { WIDTH, HEIGHT, axis, draw, short, svg }
})(globalThis.fieldguide ??= {})
