// What a formula comes to: exact, with units, and the faults of hooks/fieldguide/formula.py.
;(fieldguide => {
  const { rational } = fieldguide
  const { combine, raiseTo, sameDimension, describe, COUNTS } = fieldguide.unit
  const { FormulaNameError, FormulaUnitError, FormulaDomainError } = fieldguide.formula
  const { most_bits: MOST_BITS } = fieldguide.tables.formula
  const HALF = rational.make(1, 2)

  /** The quantity that a formula gives for inputs, a Map from names to quantities; throws a FormulaError. */
  const evaluate = (formula, inputs) => visit(formula.tree, inputs)

  function visit(node, inputs) {
    switch (node.kind) {
      case "number": return { magnitude: node.value, dimension: [] }
      case "name":
        if (!inputs.has(node.text)) throw new FormulaNameError(`'${node.text}' is not given under where`, node.start)
        return inputs.get(node.text)
      case "sign": {
        const value = visit(node.operand, inputs)
        return node.sign === "-" ? { ...value, magnitude: rational.neg(value.magnitude) } : value
      }
      case "binary": {
        const left = visit(node.left, inputs)
        return binary(node.sign, left, visit(node.right, inputs), node.right.start)
      }
      default: return call(node.callee.text, node.values.map(value => visit(value, inputs)), node.values.map(value => value.start))
    }
  }

  function binary(sign, left, right, offset) {
    const [a, b] = [left.magnitude, right.magnitude]
    switch (sign) {
      case "*": return bounded(rational.mul(a, b), combine(left.dimension, right.dimension), offset)
      case "/":
        if (!b.n) throw new FormulaDomainError("this divides by zero; look at its inputs", offset)
        return bounded(rational.div(a, b), combine(left.dimension, right.dimension, -1), offset)
      case "**": return power(left, right, offset)
      default: {
        const add = sign === "+"
        if (!sameDimension(left.dimension, right.dimension)) {
          const verb = add ? "add" : "subtract"
          throw new FormulaUnitError(`${describe(left.dimension)} and ${describe(right.dimension)} do not ${verb}`, offset)
        }
        return bounded(add ? rational.add(a, b) : rational.sub(a, b), left.dimension, offset)
      }
    }
  }

  function power(base, exponent, offset) {
    if (exponent.dimension.length) throw new FormulaUnitError(`an exponent is a plain number, not ${describe(exponent.dimension)}`, offset)
    const by = exponent.magnitude
    const dimension = raiseTo(base.dimension, by)
    if (by.n < 0n && !base.magnitude.n) throw new FormulaDomainError("this divides by zero; look at its inputs", offset)
    if (by.d === 1n) {
      const size = BigInt(Math.max(rational.bits(base.magnitude.n), rational.bits(base.magnitude.d)))
      if (rational.size(by).n * size > 2n * BigInt(MOST_BITS)) {
        throw new FormulaDomainError("this power is out of bounds; no number of more than 1,200 digits is computed", offset)
      }
      return bounded(rational.pow(base.magnitude, by.n), dimension, offset)
    }
    return { magnitude: inexact((a, b) => a ** b, offset, base.magnitude, by), dimension }
  }

  function call(name, values, offsets) {
    const [{ magnitude, dimension }, offset] = [values[0], offsets[0]]
    if (name === "min" || name === "max") {
      const other = values.findIndex(value => !sameDimension(value.dimension, dimension))
      if (other > 0) {
        throw new FormulaUnitError(`${name}() compares ${describe(dimension)} with ${describe(values[other].dimension)}`, offsets[other])
      }
      const beats = (a, b) => name === "min" ? rational.less(a, b) : rational.less(b, a)
      return values.reduce((best, value) => beats(value.magnitude, best.magnitude) ? value : best)
    }
    if (name === "ceil" || name === "floor" || name === "round") {
      if (dimension.some(([base]) => !COUNTS.has(base))) {
        throw new FormulaUnitError(`${name}() wants a plain number or a count, not ${describe(dimension)}; divide by a unit first`, offset)
      }
      return { magnitude: whole(name, magnitude), dimension }
    }
    if (name === "sqrt") return { magnitude: inexact(Math.sqrt, offset, magnitude), dimension: raiseTo(dimension, HALF) }
    if (dimension.length) throw new FormulaUnitError(`${name}() wants a plain number, not ${describe(dimension)}`, offset)
    return { magnitude: inexact(name === "log2" ? Math.log2 : Math.exp, offset, magnitude), dimension }
  }

  function whole(name, value) {
    if (name === "round") return rational.make(rational.round(value))
    return rational.make(name === "floor" ? rational.floor(value) : -rational.floor(rational.neg(value)))
  }

  function inexact(compute, offset, ...values) {
    const doubles = values.map(rational.toDouble)
    const value = doubles.every(Number.isFinite) ? compute(...doubles) : NaN
    if (!Number.isFinite(value)) {
      throw new FormulaDomainError("this has no answer for the inputs given; look at their signs and sizes", offset)
    }
    return rational.fromDouble(value)
  }

  function bounded(magnitude, dimension, offset) {
    if (Math.max(rational.bits(magnitude.n), rational.bits(magnitude.d)) > MOST_BITS) {
      throw new FormulaDomainError("this number is out of bounds; no number of more than 1,200 digits is computed", offset)
    }
    return { magnitude, dimension }
  }

  fieldguide.evaluate = evaluate
})(globalThis.fieldguide ??= {})
