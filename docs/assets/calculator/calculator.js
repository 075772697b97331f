// Calculators: one for each computed key number of a page, opened in its place below its row.
;(fieldguide => {
  const { rational } = fieldguide
  const { parseQuantity, formatQuantity, restate, QuantityError } = fieldguide.quantity
  const { FormulaError } = fieldguide.formula
  const { parseUnit, describe } = fieldguide.unit
  const { inputsOf, evaluateNumber, choicesOf, quantities } = fieldguide.number
  const { element, readable } = fieldguide.panel

  const thin = text => text.replaceAll(" ", "\u202f")
  const words = error => error.message.replace("; a noun that counts things is added in hooks/fieldguide/unit.py", "")
  /** Whether an input is a quantity that steps make sense for: not a fact, not a unit of something ("1 token", "2 FLOP/param"). */
  const moves = given => typeof given === "string" && !/^1 |FLOP/.test(given)
  /** Whether a name stands alone below a power, so that its unit wants parentheses. */
  const isBase = name => name.closest("msup")?.firstElementChild.textContent === name.textContent
  const fresh = () => ({ uses: new Map(), typed: new Map(), unit: null })

  class Calculator {
    constructor(data, id, button) {
      this.data = data
      this.id = id
      this.number = data.numbers[id]
      this.button = button
      this.row = button.closest("tr")
      this.state = fresh()
      this.stated = parseQuantity(this.number.value)
      button.addEventListener("click", () => this.toggle(!this.parts || this.panelRow.hidden))
    }

    toggle(open) {
      if (open && !this.parts) this.build()
      this.panelRow.hidden = !open
      this.button.setAttribute("aria-expanded", open)
      this.button.textContent = open ? "Close the calculator" : "Change the inputs"
    }

    build() {
      this.published = evaluateNumber(this.data, this.id)
      this.choices = choicesOf(this.data, this.id)
      const stepped = new Set(Object.entries(this.number.where).filter(([, given]) => moves(given)).map(([name]) => name))
      const id = `calculator-${this.id.split("#")[1]}`
      this.parts = fieldguide.panel.build({
        id, number: this.number, choices: this.choices, stepped, limited: Boolean(this.number.limit),
        units: fieldguide.unitChoices(this.stated.unit.text), formula: this.row.querySelector("math").cloneNode(true),
      })
      this.panelRow = element("tr", { className: "calculator-row" }, element("td", { colSpan: this.row.cells.length }, this.parts.root))
      this.row.after(this.panelRow)
      this.button.setAttribute("aria-controls", id)
      this.plot = this.parts.plot ? new fieldguide.Curve(this, this.parts.plot) : null
      this.listen()
      this.fill()
    }

    listen() {
      const { fields, choices, unit, copy, reset } = this.parts
      for (const field of fields) {
        field.input.addEventListener("input", () => this.type(field.name, field.input.value))
        field.input.addEventListener("change", () => field.input.value.trim() || this.type(field.name, null))
        field.input.addEventListener("keydown", event => {
          const sign = { ArrowUp: 1, ArrowDown: -1 }[event.key]
          if (!sign || !field.steps.length) return
          event.preventDefault()
          this.step(field, sign)
        })
        for (const button of field.steps) button.addEventListener("click", () => this.step(field, Number(button.dataset.sign)))
      }
      for (const { entry, select } of choices) select.addEventListener("change", () => this.choose(entry, select.value))
      unit.addEventListener("change", () => {
        this.state.unit = unit.value === this.stated.unit.text ? null : unit.value
        this.update()
      })
      copy.addEventListener("click", () => this.copy())
      reset.addEventListener("click", () => this.reset())
    }

    /** Takes what the reader wrote for an input; null gives the page's own back. */
    type(name, text) {
      if (text === null || text === this.given(name)) this.state.typed.delete(name)
      else this.state.typed.set(name, text)
      if (text === null) this.fill()
      else this.update()
    }

    /** What an input says with nothing typed. */
    given(name) {
      return inputsOf(this.data, this.id, { uses: this.state.uses, typed: new Map() }).get(name).text
    }

    set(name, text) {
      this.parts.fields.find(field => field.name === name).input.value = text
      this.type(name, text)
    }

    step(field, sign) {
      const next = fieldguide.stepped(field.input.value, sign)
      if (next) this.set(field.name, next)
    }

    choose(entry, other) {
      if (other === entry) this.state.uses.delete(entry)
      else this.state.uses.set(entry, other)
      for (const [name, given] of Object.entries(this.number.where)) {
        if (typeof given === "object") this.state.typed.delete(name)
      }
      this.fill()
    }

    restore({ uses, typed, unit }) {
      const fits = ([entry, other]) => this.choices.some(item => item.entry === entry && item.options.some(option => option.entry === other))
      const units = [...this.parts.unit.options].map(option => option.value)
      this.state = {
        uses: new Map([...uses].filter(fits)),
        typed: new Map([...typed].filter(([name]) => Object.hasOwn(this.number.where, name))),
        unit: units.includes(unit) ? unit : null,
      }
      this.fill()
    }

    reset() {
      this.state = fresh()
      this.parts.link.hidden = true
      if (fieldguide.link.read(location.href)) history.replaceState(history.state, "", `${location.pathname}${location.hash}`)
      this.fill()
    }

    async copy() {
      const { copy, link } = this.parts
      link.value = fieldguide.link.write(location.href, this.id.split("#")[1], this.state)
      try {
        await navigator.clipboard.writeText(link.value)
        copy.textContent = "Copied"
        setTimeout(() => { copy.textContent = "Copy link" }, 2000)
      } catch {
        link.hidden = false
        link.select()
      }
    }

    /** Writes the state into the fields, then computes. */
    fill() {
      const inputs = inputsOf(this.data, this.id, this.state)
      for (const { name, input } of this.parts.fields) input.value = inputs.get(name).text
      for (const { entry, select } of this.parts.choices) select.value = this.state.uses.get(entry) ?? entry
      this.parts.unit.value = this.state.unit ?? this.stated.unit.text
      this.update()
    }

    update() {
      const inputs = inputsOf(this.data, this.id, this.state)
      for (const field of this.parts.fields) this.describe(field, inputs.get(field.name))
      try {
        this.show(evaluateNumber(this.data, this.id, this.state))
      } catch (error) {
        if (!(error instanceof QuantityError || error instanceof FormulaError)) throw error
        this.parts.root.dataset.stale = ""
        const reason = error instanceof FormulaError ? `${words(error)}.` : "mend the input that is marked."
        this.parts.standing.textContent = `Not updated: ${reason}`
      }
    }

    describe({ name, input, hint, fault }, { from, fact, number, error }) {
      fault.textContent = error ? words(error) : ""
      input.setAttribute("aria-invalid", Boolean(error))
      input.toggleAttribute("data-changed", from === "typed")
      const source = this.row.querySelector(`[data-input="${name}"] a`)?.getAttribute("href")
      if (from === "typed") hint.replaceChildren(`the page: ${thin(this.given(name))}`)
      else if (fact) hint.replaceChildren(element("a", { href: source.replace(/#.*/, `#${fact.entry}.${fact.field}`) }, `${fact.name}, ${fact.label}`))
      else if (number) hint.replaceChildren(element("a", { href: source }, number.name), number.formula ? " (computed)" : "")
      else hint.replaceChildren()
    }

    show({ exact, inputs, limit }) {
      const { root, output, standing, formula } = this.parts
      delete root.dataset.stale
      const changed = !rational.equal(exact.magnitude, this.published.exact.magnitude)
      root.toggleAttribute("data-changed", changed)
      output.value = `= ${thin(this.print(exact))}`
      const times = this.published.exact.magnitude.n ? rational.div(exact.magnitude, this.published.exact.magnitude) : rational.zero
      const ratio = changed && times.n > 0n ? `${thin(`${formatQuantity({ magnitude: times }, parseUnit("×"), 3)}`)} the published ` : "Published: "
      standing.textContent = changed ? `${ratio}${thin(this.number.value)}` : "The published value"
      for (const name of formula.querySelectorAll("[data-name]")) {
        const text = thin(inputs.get(name.dataset.name).text)
        name.textContent = isBase(name) && /[^0-9.,]/.test(text) ? `(${text})` : text
      }
      if (limit) this.showLimit(limit)
      this.plot?.draw(exact, inputs, limit)
    }

    showLimit({ side, bound, beyond, passed }) {
      const text = `${side.replace("_", " ")} ${thin(bound.text)}`
      const name = bound.fact ? `, ${bound.fact.name}` : ""
      this.parts.limit.dataset.passed = passed
      this.parts.limit.replaceChildren(...passed ? [element("strong", {}, beyond), `: ${text}${name}`] : [`within its limit: ${text}${name}`])
    }

    /** The result in the unit asked for, to as many digits as the page shows. */
    print(exact) {
      if (this.state.unit === null) return restate(this.stated, exact)
      const digits = this.number.value.replace(/[^0-9]/g, "").replace(/^0+/, "").length
      return formatQuantity(exact, parseUnit(this.state.unit), Math.max(3, digits))
    }

    get unit() { return this.state.unit === null ? this.stated.unit : parseUnit(this.state.unit) }
  }

  /** The page's calculators, by the number's name. */
  fieldguide.calculators = new Map()

  fieldguide.onPage(".calculator-data", block => {
    const data = JSON.parse(block.dataset.numbers)
    for (const button of document.querySelectorAll("button.calculate")) {
      fieldguide.calculators.set(button.dataset.number, new Calculator(data, button.dataset.number, button))
    }
    const link = fieldguide.link.read(location.href)
    const asked = fieldguide.calculators.get(`${data.page}#${link?.id}`)
    if (!asked) return
    asked.toggle(true)
    asked.restore(link.state)
    asked.row.scrollIntoView({ block: "start" })
  })
})(globalThis.fieldguide ??= {})
