// Shows a notice if the application does not start: a file that never arrives or a stuck engine
// must not leave a person with a silent gray page. The application replaces it once it runs.
(() => {
  const PATIENCE = 10_000;
  const WORDS = {
    en: [
      "Satchel is taking longer than usual to start. Your saved data is safe on this device.",
      "Reload",
    ],
    vi: [
      "Satchel khởi động lâu hơn thường lệ. Dữ liệu đã lưu vẫn an toàn trên thiết bị này.",
      "Tải lại",
    ],
    hu: [
      "A Satchel a szokásosnál lassabban indul. A mentett adataid biztonságban vannak ezen az eszközön.",
      "Újratöltés",
    ],
    th: ["Satchel เปิดช้ากว่าปกติ ข้อมูลที่บันทึกไว้ยังอยู่ครบในเครื่องนี้", "โหลดใหม่"],
    zh: ["Satchel 启动比平时慢。已保存的数据安全地保存在本设备上。", "重新加载"],
  };
  setTimeout(() => {
    const place = document.querySelector("#app .launch__main");
    if (!place) return;
    const [text, reload] = WORDS[navigator.language.slice(0, 2)] ?? WORDS.en;
    const notice = document.createElement("p");
    notice.className = "launch__notice";
    notice.setAttribute("role", "alert");
    notice.append(text);
    const button = document.createElement("button");
    button.className = "launch__reload";
    button.type = "button";
    button.append(reload);
    button.addEventListener("click", () => location.reload());
    place.prepend(notice, button);
  }, PATIENCE);
})();
