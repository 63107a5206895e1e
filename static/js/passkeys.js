// Shows what needs passkeys where the browser has them, and says when one did not work.
if (window.PublicKeyCredential) for (const part of document.querySelectorAll("[data-needs-script]")) part.hidden = false;

document.addEventListener("allauth.error", (event) => {
	event.preventDefault();
	for (const fault of document.querySelectorAll("[data-passkey-fault]")) fault.hidden = false;
});
