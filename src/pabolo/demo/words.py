"""What the invented people say: short, plain, never graphic, and in nobody's words but ours."""

from collections.abc import Mapping, Sequence

# What a reporter writes, by the form of violence it is mostly about.
TOLD: Mapping[str, Sequence[str]] = {
    "SEK": (
        "Keponakan saya berubah sejak sering diajak ke rumah orang itu. Ia menangis dan tidak mau "
        "ke sana lagi. Katanya ia dipegang.",
        "Murid kami bercerita kepada wali kelas bahwa ia disentuh dan diminta diam. Ia takut pulang.",
        "Anak perempuan saya bilang ada yang berbuat tidak pantas kepadanya. Saya bingung harus "
        "ke mana.",
        "Seorang anak di lingkungan kami menerima pesan dan ancaman lewat ponsel dari kenalannya.",
        "Anak tetangga bercerita kepada anak saya tentang perbuatan yang tidak pantas. Mohon "
        "ditindaklanjuti.",
        "Kami di puskesmas mencurigai anak ini mengalami pelecehan. Ia datang bersama neneknya.",
    ),
    "FIS": (
        "Anak itu sering dipukul. Tadi pagi ada bekas di lengannya dan ia tidak masuk sekolah.",
        "Hampir tiap malam terdengar anak menangis dan suara barang dilempar dari rumah itu.",
        "Seorang murid dikeroyok teman-temannya sepulang sekolah. Ia tidak mau masuk lagi.",
        "Ayahnya mudah marah dan memukul kalau anak itu terlambat pulang.",
        "Anak kecil di rumah sebelah dikurung dan dipukul karena dianggap nakal.",
        "Anak itu dipukul oleh seorang kerabat yang datang dari kota.",
    ),
    "PSI": (
        "Anak itu terus dihina dan diancam akan diusir. Sekarang ia diam saja dan tidak mau makan.",
        "Anak saya diejek setiap hari di sekolah dan sudah dua minggu tidak mau berangkat.",
        "Orang tuanya bertengkar terus di depan anak. Anak itu gemetar setiap mendengar suara keras.",
    ),
    "PEN": (
        "Dua anak ditinggal sendiri berhari-hari. Tetangga yang memberi makan.",
        "Bayi itu dititipkan dan tidak pernah dijemput. Neneknya sudah tidak sanggup.",
        "Anak itu tidak disekolahkan dan tidak dibawa berobat, padahal sudah lama sakit.",
        "Sejak ibunya pergi merantau, anak itu tidur di warung dan tidak terurus.",
    ),
    "EKS": (
        "Anak itu disuruh memulung sampai malam dan tidak lagi bersekolah.",
        "Anak usia SMP bekerja di kebun setiap hari untuk membayar utang keluarganya.",
    ),
    "TPO": (
        "Ada orang mengajak anak-anak perempuan bekerja di luar kota dengan janji gaji besar.",
        "Anak itu dibawa kerja ke luar daerah dan tidak bisa dihubungi keluarganya.",
    ),
    "LAI": (
        "Anak itu akan dinikahkan bulan depan padahal ia masih ingin sekolah.",
        "Anak diperebutkan kedua orang tuanya dan tidak boleh bertemu ibunya.",
    ),
}

# What the office writes down of an incident, by form.
INCIDENT: Mapping[str, Sequence[str]] = {
    "SEK": (
        "Anak menceritakan satu kejadian kepada orang yang ia percaya. Rincian tidak ditanyakan "
        "ulang; dicatat seperlunya.",
        "Anak menyebut beberapa kejadian dengan orang yang sama. Cerita dicatat sekali.",
        "Kejadian terungkap dari percakapan di ponsel anak yang dibaca ibunya.",
    ),
    "FIS": (
        "Anak dipukul di rumah; bekasnya dilihat wali kelas.",
        "Perkelahian sepulang sekolah, beberapa teman terlibat.",
        "Anak dihukum berlebihan karena terlambat pulang.",
    ),
    "PSI": (
        "Anak berulang kali dihina dan diancam; ia menarik diri.",
        "Ejekan di kelas berlangsung satu semester.",
    ),
    "PEN": (
        "Anak ditinggal tanpa pengasuh; makan bergantung pada tetangga.",
        "Kebutuhan sekolah dan kesehatan anak tidak dipenuhi sejak pengasuhnya pergi.",
    ),
    "EKS": ("Anak bekerja setiap hari dan berhenti sekolah.",),
    "TPO": ("Anak dijanjikan pekerjaan di luar daerah dan dijemput sebelum berangkat.",),
    "LAI": (
        "Rencana pernikahan anak dibatalkan setelah keluarga didampingi.",
        "Anak menjadi rebutan setelah orang tua berpisah.",
    ),
}

OTHER_REPORTS: Sequence[tuple[str, str]] = (
    ("Bagaimana cara mengurus akta lahir untuk anak yang lahir di rumah?", "information_only"),
    ("Saya ingin tahu jam buka dan syarat konseling keluarga.", "information_only"),
    ("Apakah kantor ini bisa membantu bantuan seragam sekolah?", "information_only"),
    ("Mohon penyuluhan tentang bahaya gawai untuk anak di lingkungan kami.", "information_only"),
    ("Anak remaja saya susah diatur dan sering pulang malam. Saya minta nasihat.", "referred"),
    ("Anak tetangga belum punya akta dan tidak bisa mendaftar sekolah.", "referred"),
    ("Ada anak putus sekolah karena tidak punya biaya.", "referred"),
    ("Seorang ibu muda perlu bantuan makanan tambahan untuk bayinya.", "referred"),
)
AGENCY_FOR: Mapping[str, str] = {
    "Anak remaja": "PUSPAGA",
    "Anak tetangga": "Dinas Kependudukan dan Pencatatan Sipil Kabupaten Labuhanbatu",
    "Ada anak": "Dinas Pendidikan Kabupaten Labuhanbatu",
    "Seorang ibu": "Puskesmas setempat",
}

NEEDS: Sequence[str] = (
    "Rasa aman di rumah, pendampingan saat pemeriksaan, dan kembali ke sekolah.",
    "Pemeriksaan kesehatan, seseorang yang ia percaya, dan tidur yang tenang.",
    "Pengasuh yang tetap, makan teratur, dan dokumen kependudukan.",
    "Dukungan psikologis untuk anak dan ibunya; jadwal sekolah yang disesuaikan.",
    "Penjelasan tentang haknya, pendampingan hukum, dan pertemanan yang aman.",
)
STRENGTHS: Sequence[str] = (
    "Neneknya tinggal dekat dan mau menemani.",
    "Wali kelas sangat peduli; anak suka menggambar.",
    "Anak punya kakak yang ia percaya.",
    "Ibunya sudah berani bercerita dan mau didampingi.",
    "Ia rajin mengaji dan punya sahabat di dekat rumah.",
)
CHILD_WORDS: Sequence[str] = (
    "Aku mau sekolah lagi.",
    "Aku mau tidur di rumah nenek dulu.",
    "Jangan cerita ke tetangga, ya.",
    "Aku mau ibu ikut.",
    "",
)
GOALS: Mapping[str, Sequence[str]] = {
    "L2": ("Anak diperiksa dan sehat", "Luka pulih dan obat teratur"),
    "L3": ("Anak didampingi selama proses hukum", "Keluarga memahami langkah hukum"),
    "L5": ("Anak merasa aman dan bisa tidur", "Anak kembali percaya diri", "Ibu mampu mendampingi"),
    "L6": ("Anak kembali bersekolah", "Anak punya kegiatan bersama teman"),
    "L7": ("Anak kembali ke keluarga yang aman",),
    "L8": ("Keluarga didampingi tokoh agama yang dipercaya",),
}
MEDIATED: Sequence[str] = ("Kedua keluarga sepakat menjaga anak-anak tetap aman",)
GIVEN: Sequence[str] = (
    "Berjalan baik; anak mau bercerita sedikit.",
    "Anak datang bersama neneknya.",
    "Dilakukan di sekolah atas permintaan anak.",
    "Dijadwalkan ulang sekali karena hujan, lalu terlaksana.",
    "Terlaksana sesuai rencana.",
)
VISITS: Sequence[str] = (
    "Kunjungan rumah. Anak ceria dan sudah masuk sekolah.",
    "Telepon dengan ibunya: keadaan tenang, anak tidur nyenyak.",
    "Bertemu wali kelas; kehadiran anak membaik.",
    "Kunjungan singkat; anak bermain dengan sepupunya.",
)
REVIEWS: Sequence[str] = (
    "Rencana diteruskan; dua tujuan hampir tercapai.",
    "Jadwal konseling dipadatkan, sisanya tetap.",
    "Keadaan stabil; dipantau lewat sekolah.",
)
CLOSING: Sequence[str] = (
    "Tujuan rencana tercapai; anak aman dan bersekolah.",
    "Layanan selesai; keluarga tahu ke mana meminta bantuan.",
)
CHILD_VIEW: Sequence[str] = (
    "Anak setuju dan tahu boleh datang lagi.",
    "Anak bilang sudah tenang.",
    "Anak senang bisa sekolah lagi.",
)
FROM_REPORTER: Sequence[str] = (
    "Apakah sudah ada yang datang ke rumah anak itu?",
    "Anaknya sekarang di rumah neneknya.",
    "Terima kasih. Saya akan beri kabar kalau ada apa-apa.",
)
FROM_OFFICE: Sequence[str] = (
    "Terima kasih sudah memberi tahu. Kami sudah menghubungi yang dapat membantu.",
    "Laporan sudah kami terima. Bila keadaan mendesak, hubungi 112.",
)
REASONS: Mapping[str, str] = {
    "information_only": "Pertanyaan umum; informasi dan nomor yang tepat sudah diberikan.",
    "referred": "Kebutuhan utama ditangani lembaga lain; sudah dihubungi dan menerima.",
    "new_case": "Ada dugaan kekerasan terhadap anak dan perlu pendampingan.",
    "joined": "Anak dan kejadiannya sama dengan kasus yang sudah terbuka.",
}
SCHOOLS: Sequence[str] = (
    "SD Contoh 01",
    "SD Contoh 02",
    "SMP Contoh 01",
    "SMA Contoh 01",
    "MTs Contoh",
)

ACTIVITIES: Sequence[tuple[str, str, str, str]] = (
    ("A", "BRM", "7", "Belajar berkata tidak, lewat permainan"),
    ("A", "FAN", "7", "Pertemuan Forum Anak"),
    ("A", "SOS", "7", "Mengenal tubuh dan batas yang aman"),
    ("K", "KLS", "4", "Kelas pengasuhan tanpa kekerasan"),
    ("K", "SAR", "4", "Sarasehan orang tua"),
    ("K", "KJG", "4", "Kunjungan keluarga bersama kader"),
    ("M", "SOS", "2", "Sosialisasi pencegahan kekerasan terhadap anak"),
    ("M", "AGM", "2", "Pengajian dan kebaktian bertema melindungi anak"),
    ("M", "KMP", "2", "Kampanye berani melapor"),
    ("M", "MSY", "1", "Musyawarah desa tentang perlindungan anak"),
    ("M", "PTA", "3", "Pemetaan tempat yang aman dan tidak aman"),
    ("R", "PLT", "6", "Latihan menerima laporan pertama"),
)
MINUTES: Sequence[str] = (
    "Membagi tugas bulan depan.",
    "Membahas rencana sosialisasi dan anggaran desa.",
    "Meninjau kegiatan yang lalu.",
    "",
)


def stories() -> list[str]:
    """Every text about a child or an incident that the demo may seal."""
    found = [text for texts in (*TOLD.values(), *INCIDENT.values()) for text in texts]
    found += [text for text, _ in OTHER_REPORTS]
    for texts in (NEEDS, STRENGTHS, CHILD_WORDS, GIVEN, VISITS, REVIEWS, FROM_REPORTER):
        found += [text for text in texts if text]
    return found
