// A button that copies the address of the page as it stands, which is the view, and says so.
addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-copy-here]");
  if (!button) return;
  const copied = await navigator.clipboard?.writeText(location.href).then(() => true, () => false);
  if (copied) button.textContent = button.dataset.copied;
});
