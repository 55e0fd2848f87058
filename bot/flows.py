"""All conversations, built as the settings want them."""

from bot.conversations.account.flow import account_flow
from bot.conversations.balas.flow import balas_flow
from bot.conversations.bantuan.flow import bantuan_flow
from bot.conversations.biodata.flow import biodata_flow
from bot.conversations.cari.flow import cari_flow
from bot.conversations.cek.flow import cek_flow
from bot.conversations.dokumen.flow import dokumen_flow
from bot.conversations.filling.sizes import Sizes
from bot.conversations.final.flow import final_flow
from bot.conversations.finalisasi.flow import finalisasi_flow
from bot.conversations.impor.flow import impor_flow
from bot.conversations.kesampingkan.flow import kesampingkan_flow
from bot.conversations.koreksi.flow import koreksi_flow
from bot.conversations.login.flow import login_flow
from bot.conversations.mutasi.flow import mutasi_flow
from bot.conversations.pembukaan.flow import pembukaan_flow
from bot.conversations.peserta.flow import peserta_flow
from bot.conversations.petugas.flow import petugas_flow
from bot.conversations.pusat.flow import pusat_flow
from bot.conversations.reception.group import group_flow
from bot.conversations.recovery.flow import recovery_flow
from bot.conversations.reset.flow import reset_flow
from bot.conversations.resume.flow import resume_flow
from bot.conversations.riwayat.flow import riwayat_flow
from bot.conversations.sptjm.flow import sptjm_flow
from bot.conversations.staf.flow import staf_flow
from bot.conversations.syarat.flow import syarat_flow
from bot.conversations.tambah.flow import tambah_flow
from bot.conversations.tiket.flow import tiket_flow
from bot.conversations.umumkan.flow import umumkan_flow
from bot.conversations.usulan.flow import usulan_flow
from bot.conversations.verifikasi.flow import verifikasi_flow
from bot.documents import captcha
from bot.engine.flow import Flow
from bot.file_rules import paper_rules, picture_rules
from bot.rules.questions import Questions
from bot.settings import Settings


def build_flows(settings: Settings, questions: Questions) -> dict[str, Flow]:
    """The conversations, by name."""
    pick = captcha.pick if settings.captcha == "on" else None
    sizes = _sizes(settings)
    flows = (
        account_flow(pick, sizes, directory=bool(settings.directory_url)),
        login_flow(),
        recovery_flow(),
        peserta_flow(),
        dokumen_flow(sizes),
        biodata_flow(pick),
        riwayat_flow(sizes),
        resume_flow(),
        final_flow(),
        cek_flow(),
        syarat_flow(),
        bantuan_flow(questions, sizes),
        balas_flow(),
        reset_flow(),
        tiket_flow(),
        koreksi_flow(),
        finalisasi_flow(),
        sptjm_flow(sizes.sptjm),
        impor_flow(),
        staf_flow(),
        cari_flow(),
        tambah_flow(),
        usulan_flow(),
        mutasi_flow(),
        pembukaan_flow(),
        petugas_flow(),
        pusat_flow(),
        kesampingkan_flow(),
        verifikasi_flow(),
        umumkan_flow(),
        group_flow(),
    )
    return {flow.name: flow for flow in flows}


def _sizes(settings: Settings) -> Sizes:
    """Those by which the files are judged."""
    papers = paper_rules(settings)
    return Sizes(
        picture=picture_rules(settings)["ktp"].max_bytes,
        paper_least=papers["ijazah"].min_bytes,
        paper=papers["ijazah"].max_bytes,
        sptjm=papers["sptjm"].max_bytes,
    )
