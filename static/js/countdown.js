// Counts down to the moment when a new code may be asked for. Without this script the button works, and the site answers.
for (const form of document.querySelectorAll("form[data-resend]")) start(form);

function start(form) {
	const wait = form.querySelector("[data-wait]"), button = form.querySelector("button");
	const seconds = wait?.querySelector("[data-seconds]");
	if (!seconds) return;
	const end = Date.now() + Number(seconds.textContent) * 1000;
	button.disabled = true;
	const timer = setInterval(() => {
		const left = Math.ceil((end - Date.now()) / 1000);
		seconds.textContent = Math.max(left, 0);
		if (left > 0) return;
		clearInterval(timer);
		wait.hidden = true;
		button.disabled = false;
	}, 250);
}
