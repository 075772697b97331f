// The parts of an open calculator as elements; nothing here computes.
;(fieldguide => {
  let count = 0

  /** An element: a name, properties (data- and aria- ones as attributes) and children. */
  function element(name, properties, ...children) {
    const node = document.createElement(name)
    for (const [key, value] of Object.entries(properties)) {
      if (key in node && !key.includes("-")) node[key] = value
      else node.setAttribute(key, value)
    }
    node.append(...children)
    return node
  }

  const readable = name => name.replaceAll("_", " ")

  function step(sign, name) {
    const words = sign > 0 ? "more" : "less"
    return element("button", { type: "button", className: "calc-step", "data-sign": sign, ariaLabel: `${readable(name)}: ${words}` }, sign > 0 ? "+" : "−")
  }

  /** One input: its label, its text, what it comes from, what is wrong with it. */
  function field(name, steps) {
    const id = `calc-${count += 1}`
    const input = element("input", {
      id, name, className: "calc-text", type: "text", autocomplete: "off", autocapitalize: "off", spellcheck: false, enterKeyHint: "done",
      "aria-describedby": `${id}-hint ${id}-fault`,
    })
    const hint = element("div", { id: `${id}-hint`, className: "calc-hint" })
    const fault = element("div", { id: `${id}-fault`, className: "calc-fault", role: "status" })
    const [less, more] = steps ? [step(-1, name), step(1, name)] : []
    const entry = element("div", { className: "calc-entry" }, ...(less ? [less] : []), input, ...(more ? [more] : []), fault)
    return { name, input, hint, fault, steps: less ? [less, more] : [], root: element("div", { className: "calc-field" }, element("label", { htmlFor: id }, readable(name)), entry, hint) }
  }

  /** A choice among the entries of facts that have what the number needs. */
  function choice({ entry, name, title, options }, alone) {
    const id = `calc-${count += 1}`
    const select = element("select", { id, className: "calc-select", "data-entry": entry }, ...options.map(option =>
      element("option", { value: option.entry, selected: option.entry === entry }, option.name)))
    const label = alone ? title : `${title}, in place of ${name}`
    return { entry, select, root: element("div", { className: "calc-field calc-choice" }, element("label", { htmlFor: id }, label), select) }
  }

  function unitChoice(units) {
    const select = element("select", { className: "calc-select", ariaLabel: "Unit of the result" }, ...units.map(unit =>
      element("option", { value: unit }, unit || "plain number")))
    select.hidden = units.length < 2
    return select
  }

  function plot(over) {
    const drawing = fieldguide.plot.svg("svg", { viewBox: `0 0 ${fieldguide.plot.WIDTH} ${fieldguide.plot.HEIGHT}`, role: "img" })
    const slider = element("input", { type: "range", className: "calc-slider", min: 0, max: 1000, step: 1, ariaLabel: readable(over) })
    const table = element("tbody", {})
    const numbers = element("details", { className: "calc-numbers" }, element("summary", {}, "The curve in numbers"), element("table", {}, table))
    return { over, drawing, slider, table, numbers, root: element("figure", { className: "calc-plot" }, drawing, slider, numbers) }
  }

  /** All parts of the calculator of one number. */
  function build({ id, number, choices, stepped, units, formula, limited }) {
    const names = Object.keys(number.where)
    const parts = {
      fields: names.map(name => field(name, stepped.has(name))),
      choices: choices.filter(item => item.options.length > 1).map((item, _, all) => choice(item, all.filter(other => other.title === item.title).length === 1)),
      output: element("output", { className: "calc-output", ariaLive: "polite" }),
      unit: unitChoice(units),
      standing: element("p", { className: "calc-standing", role: "status" }),
      limit: limited ? element("p", { className: "calc-limit" }) : null,
      formula: element("div", { className: "calc-formula formula", tabIndex: 0 }, formula),
      plot: number.plot ? plot(number.plot.over) : null,
      copy: element("button", { type: "button", className: "calc-button" }, "Copy link"),
      reset: element("button", { type: "button", className: "calc-button" }, "Reset"),
      link: element("input", { className: "calc-text calc-link", readOnly: true, ariaLabel: "Link to these inputs", hidden: true }),
    }
    const inputs = element("div", { className: "calc-inputs" }, ...parts.choices.map(item => item.root), ...parts.fields.map(item => item.root))
    const value = element("div", { className: "calc-value" }, ...[parts.output, parts.unit, parts.limit].filter(Boolean))
    const actions = element("div", { className: "calc-actions" }, parts.copy, parts.reset, parts.link)
    const result = element("div", { className: "calc-result" },
      ...[parts.standing, parts.plot?.root, actions].filter(Boolean))
    parts.root = element("section", { id, className: "calculator", ariaLabel: `Calculator: ${number.name}` }, parts.formula, value, inputs, result)
    return parts
  }

  fieldguide.panel = { build, element, readable }
})(globalThis.fieldguide ??= {})
