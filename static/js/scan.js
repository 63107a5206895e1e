// Reads QR codes with the camera where the browser can (BarcodeDetector). Elsewhere the phone's own camera opens the
// address of the card, and the code can be typed.
const PAUSE = 300, AGAIN = 4000; // milliseconds between looks, and before the same card counts again

export async function startScan(place, found) {
	if (!place || !("BarcodeDetector" in window) || !navigator.mediaDevices) return;
	const formats = await BarcodeDetector.getSupportedFormats().catch(() => []);
	if (!formats.includes("qr_code")) return;
	const video = place.querySelector("video"), begin = place.querySelector("[data-scan-start]");
	const end = place.querySelector("[data-scan-stop]"), reader = new BarcodeDetector({ formats: ["qr_code"] });
	let stream = null, last = "", at = 0;
	place.hidden = false;

	begin.addEventListener("click", async () => {
		stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } }).catch(() => null);
		if (!stream) return;
		video.srcObject = stream;
		show(true);
		await video.play();
		look();
	});
	end.addEventListener("click", stop);
	addEventListener("pagehide", stop);

	async function look() {
		if (!stream) return;
		for (const { rawValue } of await reader.detect(video).catch(() => [])) {
			if (rawValue === last && Date.now() - at < AGAIN) continue;
			[last, at] = [rawValue, Date.now()];
			navigator.vibrate?.(80);
			found(rawValue);
		}
		setTimeout(look, PAUSE);
	}

	function stop() {
		stream?.getTracks().forEach((track) => track.stop());
		stream = null;
		show(false);
	}

	function show(on) {
		video.hidden = end.hidden = !on;
		begin.hidden = on;
	}
}
