// The planner's form and its results on the page; what is chosen stands in the address, so that a link carries it.
;(fieldguide => {
  const { element } = fieldguide.panel
  const { firstChoices, readQuantity, compute } = fieldguide.planner
  const { QuantityError, parseQuantity, formatNumber } = fieldguide.quantity
  const { rational } = fieldguide
  const thin = (text = "–") => text.replaceAll(" ", "\u202f")
  let count = 0

  /** Where the choice of a name is kept: the entries, the options or the quantities. */
  const kept = (data, choices, name) =>
    name in data.entries ? choices.entries : name in data.choices ? choices.options : name in data.quantities ? choices.quantities : null

  function choose(data, choices, name, said) {
    const place = kept(data, choices, name)
    const known = name in data.quantities || said in (data.entries[name] ?? data.choices[name] ?? { options: {} }).options
    if (place && known) place[name] = said
  }

  class Form {
    constructor(root) {
      this.root = root
      this.data = JSON.parse(root.dataset.planner)
      this.choices = firstChoices(this.data)
      for (const [name, said] of new URLSearchParams(location.search)) choose(this.data, this.choices, name, said)
      this.controls = new Map()
      this.build()
      this.fill()
    }

    build() {
      const { entries, choices, quantities, examples } = this.data
      const selects = Object.entries({ ...entries, ...choices }).map(([name, input]) => this.select(name, input))
      const fields = Object.entries(quantities).map(([name, input]) => this.quantity(name, input))
      const buttons = examples.map(({ name, choose: said }) => this.button(name, () => this.start(said)))
      const copy = this.button("Copy link", () => this.copy(copy))
      this.link = element("input", { className: "calc-text plan-link", readOnly: true, hidden: true, ariaLabel: "Link to these choices" })
      this.form = element("form", { className: "plan-form" },
        element("div", { className: "plan-inputs" }, ...selects, ...fields),
        element("p", { className: "plan-examples" }, element("span", {}, "Start from: "), ...buttons),
        element("div", { className: "plan-actions" }, copy, this.button("Reset", () => this.start({})), this.link))
      this.form.addEventListener("submit", event => event.preventDefault())
      this.verdict = element("output", { className: "plan-verdict", ariaLive: "polite" })
      this.root.prepend(this.form, this.verdict)
      this.root.dataset.ready = ""
    }

    button(text, action) {
      const button = element("button", { type: "button", className: "calc-button" }, text)
      button.addEventListener("click", action)
      return button
    }

    labelled(name, text, control, ...more) {
      control.id = `plan-${name}-${count += 1}`
      control.name = name
      this.controls.set(name, control)
      return element("div", { className: "plan-field" }, element("label", { htmlFor: control.id }, text), control, ...more)
    }

    select(name, { name: text, options }) {
      const select = element("select", { className: "calc-select" }, ...Object.entries(options).map(([value, label]) => element("option", { value }, label)))
      select.addEventListener("change", () => this.change(name, select.value))
      return this.labelled(name, text, select)
    }

    quantity(name, { name: text, about, value }) {
      const fault = element("div", { className: "calc-fault", role: "status", id: `plan-fault-${name}` })
      const input = element("input", { className: "calc-text", type: "text", autocomplete: "off", spellcheck: false, "aria-describedby": fault.id })
      input.addEventListener("input", () => this.change(name, input.value))
      const scale = (label, by, words) => element("button", { type: "button", className: "calc-step", ariaLabel: `${text}: ${words}`, onclick: () => this.scale(name, by) }, label)
      const [less, more] = value.endsWith("%") ? [scale("−", -1, "one less"), scale("+", 1, "one more")] : [scale("÷2", -1, "half"), scale("×2", 1, "double")]
      const entry = element("div", { className: "plan-entry" }, less, input, more)
      const field = this.labelled(name, text, input, fault)
      field.insertBefore(entry, fault)
      entry.insertBefore(input, entry.lastChild)
      if (about) field.title = about
      return field
    }

    /** Halves or doubles a quantity in the unit it is written in, and moves a percentage by one; a count stays at one or above. */
    scale(name, sign) {
      let stated
      try {
        stated = parseQuantity(this.choices.quantities[name])
      } catch (error) {
        if (error instanceof QuantityError) return
        throw error
      }
      const share = stated.unit.text === "%"
      const halved = sign > 0 ? rational.mul(stated.low, rational.make(2n)) : rational.div(stated.low, rational.make(2n))
      const value = share ? rational.add(stated.low, rational.make(BigInt(sign))) : halved
      const beyond = share ? value.n <= 0n || rational.less(rational.make(100n), value) : !stated.unit.text && rational.less(value, rational.one)
      const step = value.d === 1n ? rational.one : rational.make(1n, 100n)
      if (!beyond) this.change(name, `${formatNumber(value, step)} ${stated.unit.text}`.trim(), true)
    }

    change(name, said, fill = false) {
      kept(this.data, this.choices, name)[name] = said
      if (fill) this.controls.get(name).value = said
      this.remember()
      this.update()
    }

    start(said) {
      this.choices = firstChoices(this.data)
      for (const [name, value] of Object.entries(said)) choose(this.data, this.choices, name, value)
      this.fill()
      this.remember()
    }

    fill() {
      for (const [name, control] of this.controls) control.value = kept(this.data, this.choices, name)[name]
      this.update()
    }

    /** Puts what differs from the first choices into the address. */
    remember() {
      const [first, query] = [firstChoices(this.data), new URLSearchParams()]
      for (const name of this.controls.keys()) {
        const said = kept(this.data, this.choices, name)[name]
        if (said !== kept(this.data, first, name)[name]) query.set(name, said)
      }
      history.replaceState(history.state, "", `${location.pathname}${query.size ? `?${query}` : ""}${location.hash}`)
    }

    async copy(button) {
      this.link.value = location.href
      try {
        await navigator.clipboard.writeText(location.href)
        button.textContent = "Copied"
        setTimeout(() => { button.textContent = "Copy link" }, 2000)
      } catch {
        this.link.hidden = false
        this.link.select()
      }
    }

    update() {
      const faulty = this.mark()
      this.root.toggleAttribute("data-stale", faulty)
      if (faulty) return
      const results = compute(this.data, this.choices)
      for (const line of this.data.lines) this.show(line, results.get(line.id))
      this.judge(results)
    }

    /** Says at each quantity what is wrong with it; whether anything is. */
    mark() {
      let faulty = false
      for (const [name, text] of Object.entries(this.choices.quantities)) {
        const input = this.controls.get(name)
        let message = ""
        try {
          readQuantity(this.data, name, text)
        } catch (error) {
          if (!(error instanceof QuantityError)) throw error
          message = error.message
        }
        input.setAttribute("aria-invalid", Boolean(message))
        document.getElementById(input.getAttribute("aria-describedby")).textContent = message
        faulty ||= Boolean(message)
      }
      return faulty
    }

    show({ id, step }, { text, reason, beyond, inputs, at }) {
      const row = this.root.querySelector(`tr[id="${id}"]`)
      row.hidden = step && !text
      row.toggleAttribute("data-beyond", Boolean(beyond))
      row.querySelector("output").textContent = text ? thin(text) : "–"
      row.querySelector(".plan-standing").replaceChildren(...beyond ? [element("strong", {}, beyond)] : [text ? "" : reason])
      for (const formula of row.querySelectorAll("[data-case]")) {
        formula.hidden = Number(formula.dataset.case) !== at
        if (formula.hidden) continue
        for (const name of formula.querySelectorAll("[data-name]")) name.textContent = thin(inputs.get(name.dataset.name).text)
      }
    }

    judge(results) {
      const said = id => results.get(id) ?? {}
      if (!said("need").text) return
      const fits = !said("need").beyond
      const verdict = fits ? "Fits" : said("need").beyond
      const speed = said("tpot").text ? `, ${fits ? "" : "and if it did, "}at least ${thin(said("tpot").text)}, at most ${thin(said("decode-rate").text)}` : ""
      const bound = said("step-arithmetic").text ? `, ${said("step-arithmetic").beyond ? "compute-bound" : "memory-bound"}` : ""
      const cost = said("cost-output").text ? `, from ${thin(said("cost-output").text)} of output` : ""
      this.verdict.toggleAttribute("data-beyond", !fits)
      this.verdict.replaceChildren(element("strong", {}, verdict), `: ${thin(said("need").text)} of ${thin(said("room").text)}${speed}${bound}${cost}.`)
    }
  }

  fieldguide.onPage(".planner", root => new Form(root))
})(globalThis.fieldguide ??= {})
