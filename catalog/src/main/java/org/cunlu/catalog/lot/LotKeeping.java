package org.cunlu.catalog.lot;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.cunlu.catalog.Gtin;
import org.cunlu.catalog.Lot;
import org.cunlu.catalog.LotOrigin;
import org.cunlu.catalog.LotOrigin.Facts;
import org.cunlu.catalog.LotOrigin.Input;
import org.cunlu.catalog.LotOrigin.Inspection;
import org.cunlu.catalog.LotOrigins;
import org.cunlu.catalog.LotWatch;
import org.cunlu.catalog.Lots;
import org.cunlu.catalog.ShopRight;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.media.Paper;
import org.cunlu.kernel.media.Picture;
import org.cunlu.kernel.media.Pictures;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.kernel.trail.Trail;

/** What a seller tells of lots of goods that he offers. A lot is his who told of it first; another's is as if it were not there. */
@Singleton
class LotKeeping {
    private static final int FILES_MAX = 50;
    private static final int ID_LENGTH = 32;

    private final LotRecordTable table;
    private final Lots lots;
    private final LotOrigins origins;
    private final List<LotWatch> watches;
    private final Pictures pictures;
    private final Transactions transactions;
    private final Trail trail;
    private final Clock clock;

    LotKeeping(
            LotRecordTable table,
            Lots lots,
            LotOrigins origins,
            List<LotWatch> watches,
            Pictures pictures,
            Transactions transactions,
            Trail trail,
            Clock clock) {
        this.table = table;
        this.lots = lots;
        this.origins = origins;
        this.watches = watches;
        this.pictures = pictures;
        this.transactions = transactions;
        this.trail = trail;
        this.clock = clock;
    }

    /** What is told of a lot. @param seen version that is corrected; null for a lot of which nothing was told */
    record Told(
            String skuCode,
            @Nullable Integer seen,
            @Nullable String producer,
            LocalDate producedOn,
            @Nullable LocalDate expiresOn,
            @Nullable String plot,
            @Nullable String areaCode,
            List<Input> inputs,
            @Nullable String reason) {
        boolean saidBy(Facts facts) {
            return Objects.equals(producer, facts.producer())
                    && Objects.equals(producedOn, facts.producedOn())
                    && Objects.equals(expiresOn, facts.expiresOn())
                    && Objects.equals(plot, facts.plot())
                    && Objects.equals(areaCode, facts.areaCode())
                    && inputs.equals(facts.inputs());
        }
    }

    /** The same again changes nothing; anything else is a correction, and what was told before stays on record. */
    LotOrigin tell(Caller seller, String lotCode, Told told) {
        LotRules.check(told, CountyTime.date(clock.instant()));
        transactions.run(() -> {
            String shop = shopOf(seller, told.skuCode(), lotCode);
            lots.keep(List.of(new Lot(lotCode, told.skuCode(), told.producer(), told.producedOn(), told.expiresOn())));
            mine(seller, lotCode, told.skuCode());
            expiryStands(lotCode, told);
            List<Facts> before = table.versions(lotCode);
            if (before.isEmpty() || !told.saidBy(before.getLast())) {
                keep(seller, shop, lotCode, told, before);
            }
        });
        return origins.find(lotCode).orElseThrow();
    }

    private String shopOf(Caller seller, String skuCode, String lotCode) {
        List<String> shops = table.offering(skuCode, shops(seller));
        String owner = table.sellerOf(lotCode).orElse(null);
        if (owner != null && shops(seller).contains(owner)) {
            return owner;
        }
        if (shops.isEmpty()) {
            throw ProblemException.invalid("skuCode", "sku-not-yours", "您没有在售此商品 · You do not offer this SKU");
        }
        return shops.getFirst();
    }

    private void mine(Caller seller, String lotCode, String skuCode) {
        String sku = table.lock(lotCode).orElseThrow();
        boolean others = table.sellerOf(lotCode)
                .filter(owner -> !shops(seller).contains(owner))
                .isPresent();
        if (others || !sku.equals(skuCode)) {
            throw ProblemException.of(409, "lot-taken", "此批次号已用于别的货 · The lot code is another lot's", null);
        }
    }

    /** Stock keeps it with the pieces, and goes by it. */
    private void expiryStands(String lotCode, Told told) {
        if (!Objects.equals(lots.find(List.of(lotCode)).get(lotCode).expiresOn(), told.expiresOn())) {
            throw ProblemException.of(
                            409,
                            "lot-expiry-stands",
                            "批次的保质期定下后不能改 · A lot's expiry stands once it was told",
                            "写错的批次请换新批次号 · Give what was told wrongly a new lot code")
                    .field("expiresOn");
        }
    }

    private void keep(Caller seller, String shop, String lotCode, Told told, List<Facts> before) {
        if (!before.isEmpty() && !Objects.equals(told.seen(), before.size())) {
            throw ProblemException.of(
                            409,
                            "lot-changed",
                            "批次资料已有新版本 · More was told of the lot meanwhile",
                            "请刷新后重试 · Look at it again")
                    .fact("version", before.size());
        }
        if (!before.isEmpty() && told.reason() == null) {
            throw ProblemException.invalid("reason", "reason-missing", "更正请写原因 · Say why it is corrected");
        }
        var facts = new Facts(
                before.size() + 1,
                told.producer(),
                told.producedOn(),
                told.expiresOn(),
                told.plot(),
                told.areaCode(),
                before.isEmpty() ? null : told.reason(),
                clock.instant(),
                told.inputs());
        table.insert(lotCode, shop, facts, seller.accountId());
        table.correct(lotCode, facts);
        trail.record(
                seller.accountId(),
                before.isEmpty() ? "catalog.lot-told" : "catalog.lot-corrected",
                lotCode,
                before.isEmpty() ? null : "version " + before.size(),
                "version " + facts.version());
    }

    /** Puts an inspection on record, once. A lot that failed is held from this moment on, until the county clears it. */
    LotOrigin inspected(
            Caller seller, String lotCode, String what, String inspector, LocalDate on, boolean passed, String file) {
        LotRules.plain("what", what);
        LotRules.plain("inspector", inspector);
        if (on.isAfter(CountyTime.date(clock.instant()))) {
            throw ProblemException.invalid("on", "inspected-tomorrow", "检验日期不能在将来 · Inspected on a day to come");
        }
        transactions.run(() -> {
            String shop = own(seller, lotCode);
            if (file != null && !table.hasFile(lotCode, file)) {
                throw ProblemException.invalid(
                        "fileSha256", "file-unknown", "没有此文件，请先上传 · No such file, send it first");
            }
            String said = String.join("\n", lotCode, what, inspector, on.toString(), passed + "", file + "");
            String id = Picture.sha256(said.getBytes(StandardCharsets.UTF_8)).substring(0, ID_LENGTH);
            var inspection = new Inspection(id, what, inspector, on, passed, file, clock.instant());
            if (table.insert(lotCode, inspection, seller.accountId())) {
                trail.record(
                        seller.accountId(), "catalog.lot-inspected", lotCode, null, id + (passed ? " pass" : " fail"));
                if (!passed) {
                    Lot lot = lots.find(List.of(lotCode)).get(lotCode);
                    String why = "检验不合格 · failed inspection: " + what;
                    watches.forEach(watch -> watch.failed(lot, table.homeOf(shop), why, seller.accountId()));
                }
            }
        });
        return origins.find(lotCode).orElseThrow();
    }

    /** @return SHA-256 by which it is known from now on; of a picture, of the one that we drew */
    String file(Caller seller, String lotCode, byte[] bytes) {
        own(seller, lotCode);
        Paper file = Paper.of(bytes, pictures);
        transactions.run(() -> {
            own(seller, lotCode);
            table.lock(lotCode);
            if (!table.hasFile(lotCode, file.sha256()) && table.files(lotCode) >= FILES_MAX) {
                throw ProblemException.of(409, "too-many-files", "此批次文件太多 · Too many files of this lot", null);
            }
            table.insert(lotCode, file, seller.accountId(), clock.instant());
        });
        return file.sha256();
    }

    Paper file(Caller seller, String lotCode, String sha256) {
        own(seller, lotCode);
        return table.file(lotCode, sha256).orElseThrow(ProblemException::notFound);
    }

    LotOrigin look(Caller seller, String lotCode) {
        own(seller, lotCode);
        return origins.find(lotCode).orElseThrow();
    }

    List<String> list(Caller seller, @Nullable String after, int limit) {
        return table.of(shops(seller), after, limit);
    }

    /** A SKU has one GTIN, and keeps it. */
    String gtin(Caller seller, String skuCode, String text) {
        if (table.offering(skuCode, shops(seller)).isEmpty()) {
            throw ProblemException.notFound();
        }
        String gtin = Gtin.of(text)
                .orElseThrow(() -> ProblemException.invalid(
                        "gtin", "gtin-wrong", "商品条码位数或校验位不对 · Not a GTIN: digits or check digit are wrong"))
                .digits();
        transactions.run(() -> {
            if (table.insertGtin(skuCode, gtin)) {
                trail.record(seller.accountId(), "catalog.gtin-set", skuCode, null, gtin);
            } else if (!table.gtin(skuCode).equals(Optional.of(gtin))) {
                throw ProblemException.of(
                        409,
                        "gtin-taken",
                        "商品已有条码，或条码属于别的商品 · The SKU has another GTIN, or the GTIN another SKU",
                        null);
            }
        });
        return gtin;
    }

    /** @return the shop of the caller's whose lot it is */
    private String own(Caller seller, String lotCode) {
        return table.sellerOf(lotCode)
                .filter(owner -> shops(seller).contains(owner))
                .orElseThrow(ProblemException::notFound);
    }

    private static Set<String> shops(Caller seller) {
        return new HashSet<>(ShopRight.GOODS.shops(seller));
    }
}
