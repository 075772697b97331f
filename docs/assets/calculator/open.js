// Calculators come when a reader reaches for one, or by a link that opens one.
{
  const button = target => target instanceof Element ? target.closest("button.calculate") : null

  for (const kind of ["pointerover", "focusin"]) document.addEventListener(kind, event => { if (button(event.target)) fieldguide.bring("calculator").catch(() => {}) })

  document.addEventListener("click", async event => {
    const asked = button(event.target)
    if (!asked || fieldguide.calculators) return
    await fieldguide.bring("calculator")
    asked.click()
  })

  if (new URLSearchParams(location.search).has("calculate")) fieldguide.bring("calculator").catch(() => {})
}
