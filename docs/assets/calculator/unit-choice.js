// Units in which a result can be read instead of its own: the same dimension, of sizes that somebody would write.
;(fieldguide => {
  const { parseUnit, sameDimension } = fieldguide.unit
  const HEADS = [
    ["bit", "B", "kB", "KiB", "MB", "MiB", "GB", "GiB", "TB", "TiB", "PB"],
    ["kbit", "Mbit", "Gbit", "Tbit"],
    ["FLOP", "MFLOP", "GFLOP", "TFLOP", "PFLOP", "EFLOP", "ZFLOP"],
    ["OP", "GOP", "TOP", "POP"],
    ["ns", "µs", "ms", "s", "min", "h", "day", "month", "year"],
    ["Hz", "kHz", "MHz", "GHz"],
    ["J", "kJ", "Wh", "kWh", "MWh"],
    ["W", "kW", "MW"],
    ["%", "×"],
  ]
  const TAILS = ["ms", "s", "min", "h", "day", "month", "year"]
  const PER = ["token", "1k tokens", "1M tokens"]

  /** The texts of the units to offer for a unit's text, itself among them. */
  function unitChoices(text) {
    const [, head, rest] = /^([^/·]*)(.*)$/.exec(text)
    const family = HEADS.find(names => names.includes(head.trim()))
    const heads = family ? family.map(name => name + rest) : [text]
    const tails = swapped(text, TAILS) ?? swapped(text, PER) ?? []
    const { dimension } = parseUnit(text)
    const found = [...new Set(rest && tails.length && (!family || family.includes("%")) ? tails : heads)]
    return (found.includes(text) ? found : [text, ...found]).filter(unit => sameDimension(parseUnit(unit).dimension, dimension))
  }

  function swapped(text, units) {
    const own = units.find(unit => text.endsWith(`/${unit}`))
    return own ? units.map(unit => text.slice(0, -own.length) + unit) : null
  }

  fieldguide.unitChoices = unitChoices
})(globalThis.fieldguide ??= {})
