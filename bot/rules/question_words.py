"""How people shorten words in chats, and the words that everybody uses whatever they ask."""

from typing import Final

_SILENT: Final = """
    a ada adalah aja akan aku anda apa apakah apaan atas atau agar bagaimana bagi bahwa bang bapak bila bisa biar boleh
    bolehkah bu buat caranya cara coba cuma dah dan dari deh dengan di dong dulu gan gimana hanya harus harusnya hal
    halo ia ibu ini itu iya jadi jika juga kah kak kakak kalau kan karena kata ke kenapa kepada ketika kok kita lagi
    lah lalu lewat lho lo loh mana mas mau maka masih mba mbak memang mengapa mengenai min mohon mu nah nanti namun nih
    nya oh ok oleh pada padahal pak para pas perlu perlukah pula pun punya saat saja salam sama sampai sangat saya
    sebagai secara sedang selalu seperti serta si siang pagi malam sih sini soal supaya tanya tapi tentang terima kasih
    tetap tetapi tersebut terus tolong tuh untuk wajib ya yaitu yang yg bantu kami ku dapat gue gw sdh udah udh
    pakai pake pakek memakai sudah telah dgn krn klo kalo klu dr utk pd dlm sy sya aq tp jd jg lg bs bsa gmn gmna bgmn
    knp knapa
"""

SPELLINGS: Final = {
    **dict.fromkeys(_SILENT.split(), ""),
    **dict.fromkeys(("gak", "ga", "nggak", "ngga", "enggak", "kagak", "tdk", "tak", "gk", "g"), "tidak"),
    **dict.fromkeys(("blm", "blum", "belom", "blom"), "belum"),
    **dict.fromkeys(("brp", "berapa"), "berapa"),
    **dict.fromkeys(("no", "nomer", "nmr", "nomor"), "nomor"),
    **dict.fromkeys(("hape", "handphone", "ponsel", "telepon", "telp", "hp", "smartphone", "android"), "hp"),
    **dict.fromkeys(("wa", "whatsap", "whatsapp"), "whatsapp"),
    **dict.fromkeys(("tele", "telegram"), "telegram"),
    **dict.fromkeys(("email", "imel", "surel"), "email"),
    **dict.fromkeys(("pw", "pass", "password", "sandi", "katasandi", "paswot"), "password"),
    **dict.fromkeys(("photo", "poto", "gambar", "foto"), "foto"),
    **dict.fromkeys(("pasfoto", "pasphoto", "paspoto"), "pasfoto"),
    **dict.fromkeys(("selfie", "selfi", "swafoto"), "swafoto"),
    **dict.fromkeys(
        ("upload", "aplod", "aplot", "unggah", "mengunggah", "diunggah", "mengupload", "diupload"), "unggah"
    ),
    **dict.fromkeys(("lbh", "lebih"), "lebih"),
    **dict.fromkeys(("org", "orang"), "orang"),
    **dict.fromkeys(("th", "thn", "tahun"), "tahun"),
    **dict.fromkeys(("usia", "umur"), "umur"),
    **dict.fromkeys(("tgl", "tanggal"), "tanggal"),
    **dict.fromkeys(("kerja", "pekerjaan", "bekerja"), "kerja"),
    **dict.fromkeys(("kelamaan", "lama"), "lama"),
    **dict.fromkeys(("kegedean", "gede", "besar", "kebesaran"), "besar"),
    **dict.fromkeys(("kekecilan", "kecil"), "kecil"),
    **dict.fromkeys(("duit", "uang"), "uang"),
    **dict.fromkeys(("bayaran", "gajian", "gaji", "honor"), "gaji"),
    **dict.fromkeys(("ilang", "hilang", "kehilangan"), "hilang"),
    **dict.fromkeys(("lanjut", "lanjutkan", "dilanjutkan", "melanjutkan", "lanjutin"), "lanjut"),
    **dict.fromkeys(("ganti", "berganti", "mengganti", "diganti"), "ganti"),
    **dict.fromkeys(("daftar", "mendaftar", "pendaftaran", "daptar"), "daftar"),
    **dict.fromkeys(("mutasi", "pindah", "dipindah"), "pindah"),
    **dict.fromkeys(("dinas", "kantor", "instansi"), "instansi"),
    **dict.fromkeys(("thk2", "thkii", "k2"), "thk"),
    "ii": "",
}
"""What is typed, to the word that is searched for; to nothing, where it tells no question from another."""

ENDINGS: Final = ("nya", "kah", "lah", "pun")
"""What hangs on a word without changing its meaning."""
