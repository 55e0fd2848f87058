"""Anything that anybody may type, tap or send, and how their jobs come back."""

from datetime import timedelta

from hypothesis import strategies as st

from tests.house import BUDI, SARI

who = st.sampled_from([0, 0, 0, 1, 1, 2, 2])
near = st.sampled_from(
    [
        *(getattr(one, name) for one in (SARI, BUDI) for name in ("nik", "kk", "nama", "ponsel", "email", "password")),
        "Bogor", "7 Maret 1990", "07/03/1990", "7 Maret 1989", "Sinta", "3201014703900009", "320101470390000",
        "dinas", "Sari Wulandari 1990", "x" * 4096, " ", "<b>&", "di " * 40, "0", "ya", "Depok", "Melati", "-",
        "bogor", "pgsd", "zzz", "02-01-2015", "31-12-2017", "1-1-2031", "masih", "kawin", "S1", "800/1/2019", "APBN",
    ]
)  # fmt: skip
commands = st.sampled_from(
    [
        *("/start", "/daftar", "/batal", "/kembali", "/kembali", "/bantuan", "/status", "/privasi", "/hapus"),
        *(
            "/bantuan",
            "/lanjut",
            "/balas 1",
            "/balas 2",
            "/bukalagi 1",
            "/tiket",
            "/koreksi",
            "/laporan",
            "/daftar nama",
        ),
        *("/kartu", "/kartu pendataan", "/undangan", "/undangan X", "/start cek_x", "/start ABC", "/keluar", "/"),
        *("/masuk", "/masuk", "/masuk lanjut", "/masuk dokumen", "/masuk biodata", "/masuk riwayat", "/masuk resume"),
        *(
            "/masuk peserta",
            "/masuk final",
            "/lupa",
            "/privasi data",
            "/privasi tarik",
            "/privasi tarik-ya",
            "/hapus ya",
        ),
    ]
)
kinds = st.sampled_from(["sticker", "voice", "video", "location", "poll"])
albums = st.sampled_from(["", "", "a", "b"])
values = st.sampled_from(
    ["ya", "iya", "tetap", "terima", "lain", "ganti_gambar", "akun", "/x", "contact", "selanjutnya", "centang",
     "akhiri", "tambah", "simpan", "hapus", "ubah", "sk", "kembali", "40", "L", "selesai",
     "+tiket", "j-lain", "j-kecurangan", "kirim", "belum"]
)  # fmt: skip
outcomes = st.sampled_from(["good", "good", "good", "blue", "refused", "failed", "offer"])
jumps = st.sampled_from([timedelta(seconds=5), timedelta(minutes=3), timedelta(minutes=31), timedelta(days=40)])
kodes = st.sampled_from(["DISDIK", "DISDIK", "RSUD"])
persons = st.sampled_from([SARI, BUDI])
