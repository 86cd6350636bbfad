package org.cunlu.orders.aftersales;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.cunlu.catalog.Sku;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.text.PlainText;
import org.cunlu.orders.AfterSales.Kind;
import org.cunlu.orders.AfterSales.Reason;
import org.cunlu.orders.OrderLine;

/** What may be asked for, of what, for how long. Pure. */
final class Rules {
    private Rules() {}

    /** @throws ProblemException 400 {@code reason-not-for-kind}, {@code photo-needed} */
    static void checkAsked(Kind kind, Reason reason, int photos) {
        if (!reason.allows(kind)) {
            throw ProblemException.invalid("reason", "reason-not-for-kind", "此原因不适用于此类申请 · Not for this reason");
        }
        if (reason.shown() && photos == 0) {
            throw ProblemException.invalid("photos", "photo-needed", "请上传照片 · A photo must show it");
        }
    }

    /** @throws ProblemException 409 {@code window-over} with the fact {@code until} */
    static void checkWindow(Reason reason, Collection<Sku> goods, Terms terms, Instant received, Instant now) {
        Instant until = until(reason, goods, terms, received);
        if (!now.isBefore(until)) {
            throw ProblemException.of(409, "window-over", "已过申请期限 · The time for it is over", null)
                    .fact("until", until.toString());
        }
    }

    /** @return before which it may be asked */
    static Instant until(Reason reason, Collection<Sku> goods, Terms terms, Instant received) {
        return received.plus(window(reason, goods, terms));
    }

    private static Duration window(Reason reason, Collection<Sku> goods, Terms terms) {
        if (reason == Reason.NO_REASON) {
            return terms.noReason();
        }
        return goods.stream().anyMatch(Rules::fresh) ? terms.freshFault() : terms.fault();
    }

    /**
     * Fresh goods do not go back: what was bought is not what would arrive. Farm inputs go back unopened, and hazardous ones
     * not without a reason.
     * @throws ProblemException 409 {@code fresh-not-returned}, {@code input-opened}, {@code hazardous-not-returned}
     */
    static void checkGoodsBack(Reason reason, OrderLine line, Sku sku, boolean opened) {
        if (fresh(sku)) {
            throw ProblemException.of(
                            409,
                            "fresh-not-returned",
                            "生鲜不退货，可申请理赔或仅退款 · Fresh goods do not go back, ask for money",
                            null)
                    .fact("lineNo", line.lineNo());
        }
        if (opened && (line.input() != null || reason == Reason.NO_REASON)) {
            throw ProblemException.of(409, "input-opened", "已开封，不能退换 · What is opened does not go back", null)
                    .fact("lineNo", line.lineNo());
        }
        if (!goesBack(reason, sku)) {
            throw ProblemException.of(
                            409,
                            "hazardous-not-returned",
                            "危险品不支持无理由退货 · Hazardous goods do not go back without a reason",
                            null)
                    .fact("lineNo", line.lineNo());
        }
    }

    /** @return whether such goods go back for that reason, unopened */
    static boolean goesBack(Reason reason, Sku sku) {
        return !fresh(sku) && (sku.storageClass() != StorageClass.HAZARDOUS || reason != Reason.NO_REASON);
    }

    /** @throws ProblemException 400 {@code words-unreadable} */
    static void checkWords(String words) {
        if (!PlainText.readable(words.replace("\n", ""))) {
            throw ProblemException.invalid(
                    "words", "words-unreadable", "文字含不可读字符 · It holds characters nobody can read");
        }
    }

    static boolean fresh(Sku sku) {
        return sku.storageClass() == StorageClass.CHILLED;
    }
}
