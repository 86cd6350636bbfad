package org.cunlu.catalog.shop;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.cunlu.catalog.SellerKind;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.media.Paper;
import org.cunlu.kernel.media.Picture;
import org.cunlu.kernel.media.Pictures;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.kernel.trail.Trail;

/** Takes papers in: checked and drawn outside any transaction, kept within one. The last one handed in is the one that waits. */
@Singleton
class HandingIn {
    private static final int ATTEMPTS_MAX = 6;
    private static final int A_DAY_MAX = 50;
    /** What is sealed is kept small; a drawn page is far below it. */
    private static final int PERSONAL_MAX = 1_500_000;

    private final ItemTable items;
    private final PaperTable papers;
    private final Pictures pictures;
    private final Transactions transactions;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;

    HandingIn(
            ItemTable items,
            PaperTable papers,
            Pictures pictures,
            Transactions transactions,
            Trail trail,
            Ids ids,
            Clock clock) {
        this.items = items;
        this.papers = papers;
        this.pictures = pictures;
        this.transactions = transactions;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
    }

    /** Whose paper it is. */
    record Shop(String sellerCode, SellerKind kind) {}

    /**
     * A paper.
     * @param number of the licence, card or account
     * @param file the file in base 64: PDF, JPEG or PNG by its bytes, at most 5 MB; of what shows a person a picture only
     * @param validUntil its last day
     */
    @Serdeable
    record Handed(
            @NotBlank @Size(max = 60) String number,
            @Nullable @Size(max = 9_000_000) String file,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validUntil) {
        /** Hides number and file from logs. */
        @Override
        public String toString() {
            return "Handed";
        }
    }

    /**
     * @throws ProblemException {@code number-invalid}, {@code paper-missing}, {@code file-invalid}, {@code picture-needed},
     *     {@code dates-wrong}, {@code licence-expired}, as {@link Paper#of}; 429 {@code too-many-papers}
     */
    SellerItem take(Caller by, Shop shop, Item item, Handed handed) {
        Instant now = clock.instant();
        String number = Numbers.checked(item, shop.kind(), handed.number());
        dates(item, handed, CountyTime.date(now));
        if (items.sentSince(by.accountId(), now.minus(Duration.ofDays(1))) >= A_DAY_MAX) {
            throw ProblemException.of(429, "too-many-papers", "今天提交的材料太多 · Too many papers for one day", null)
                    .fact(ProblemException.RETRY_AFTER, 3_600);
        }
        Paper paper = paper(item, handed.file());
        var made = new SellerItem(
                ids.next(),
                shop.sellerCode(),
                item,
                SellerItem.State.SUBMITTED,
                Numbers.shown(item, number),
                handed.validFrom(),
                handed.validUntil(),
                by.accountId(),
                now,
                null,
                null,
                null);
        Optional<SellerItem> before = transactions.read(() -> same(made, number, paper));
        if (before.isPresent()) {
            return before.get();
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return transactions.run(() -> keep(made, number, paper));
            } catch (SqlFailure rival) {
                // Handed in twice at once: the other one may be just this.
                if (!rival.duplicate() || attempt == ATTEMPTS_MAX) {
                    throw rival;
                }
            }
        }
    }

    /** @return the one that waits or stands and says just this: it is not another paper */
    private Optional<SellerItem> same(SellerItem made, String number, @Nullable Paper paper) {
        String sha256 = paper == null ? null : paper.sha256();
        return items.of(made.sellerCode()).stream()
                .filter(each -> each.item() == made.item()
                        && (each.state() == SellerItem.State.SUBMITTED || each.state() == SellerItem.State.APPROVED)
                        && Objects.equals(each.validFrom(), made.validFrom())
                        && Objects.equals(each.validUntil(), made.validUntil())
                        && number.equals(items.number(each.id()))
                        && Objects.equals(sha256, papers.sha256(each.id()).orElse(null)))
                .findFirst();
    }

    private SellerItem keep(SellerItem made, String number, @Nullable Paper paper) {
        List<String> waiting = items.lockWaiting(made.sellerCode(), made.item());
        Optional<SellerItem> same = same(made, number, paper);
        if (same.isPresent()) {
            return same.get();
        }
        // Whoever comes in between is not looked at yet: he is a duplicate, and it begins anew.
        items.insert(made, number, waiting);
        if (paper != null) {
            papers.insert(made.id(), paper);
        }
        trail.record(
                made.submittedBy(),
                "catalog.seller-item",
                made.sellerCode(),
                null,
                made.item() + " " + made.id() + (made.validUntil() == null ? "" : " until " + made.validUntil()));
        return made;
    }

    private @Nullable Paper paper(Item item, @Nullable String file) {
        if (file == null || file.isBlank()) {
            if (item.paperless()) {
                return null;
            }
            throw ProblemException.invalid("file", "paper-missing", "请附上证件文件 · The paper itself is missing");
        }
        Paper paper = Paper.of(bytes(file), pictures);
        boolean picture = paper.mediaType().equals(Picture.MEDIA_TYPE) && paper.content().length <= PERSONAL_MAX;
        if (item.personal() && !picture) {
            throw ProblemException.invalid(
                    "file", "picture-needed", "请拍照上传，不收 PDF · A picture, please, and a smaller one");
        }
        return paper;
    }

    private static byte[] bytes(String file) {
        try {
            return Base64.getDecoder().decode(file.strip());
        } catch (IllegalArgumentException _) {
            throw ProblemException.invalid("file", "file-invalid", "文件应为 base64 · The file is not base 64");
        }
    }

    private static void dates(Item item, Handed handed, LocalDate today) {
        LocalDate from = handed.validFrom();
        LocalDate until = handed.validUntil();
        boolean usual = (from == null || CountyTime.usual(from)) && (until == null || CountyTime.usual(until));
        if (!usual || item.ends() && until == null || from != null && until != null && from.isAfter(until)) {
            throw ProblemException.invalid("validUntil", "dates-wrong", "有效期不对或未填 · The dates are wrong or missing");
        }
        if (until != null && until.isBefore(today)) {
            throw ProblemException.invalid("validUntil", "licence-expired", "证件已过期 · It has run out");
        }
    }
}
