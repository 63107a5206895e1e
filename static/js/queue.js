// Keys of the queue: J and K between rows, Enter opens, / searches, X marks. Without this script links and boxes do it.
for (const queue of document.querySelectorAll("[data-queue]")) start(queue);

function start(queue) {
	const rows = [...queue.querySelectorAll("[data-row]")];
	const search = queue.querySelector("input[type=search]");
	const help = queue.querySelector("[data-keys]");
	if (help) help.hidden = false;

	function step(by) {
		const at = rows.findIndex((row) => row.contains(document.activeElement));
		const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))];
		next?.querySelector("a").focus();
	}

	document.addEventListener("keydown", (event) => {
		const { target } = event;
		const types = target.matches?.("textarea, select, [contenteditable], input:not([type=checkbox])");
		if (types || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
		// The place of the key on the board counts: with an Arabic layout J gives another letter.
		if (event.code === "KeyJ") step(1);
		else if (event.code === "KeyK") step(-1);
		else if (event.code === "Slash") search?.focus();
		else if (event.code === "KeyX") target.closest?.("[data-row]")?.querySelector("[type=checkbox]")?.click();
		else return;
		event.preventDefault();
	});
}
