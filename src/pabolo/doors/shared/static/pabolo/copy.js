// A value that is to be copied is selected whole by one click. Without script: Tab selects it.
document.querySelectorAll("input.copy, textarea.copy").forEach((field) => {
  field.addEventListener("click", () => field.select());
});
