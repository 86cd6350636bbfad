package org.cunlu.catalog.pictures;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.cunlu.catalog.KeptPictures;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.media.Picture;
import org.cunlu.kernel.media.PictureLimits;
import org.cunlu.kernel.media.Pictures;
import org.cunlu.kernel.problem.ProblemException;

/** Takes a seller's picture in: drawn outside any transaction, kept within one. */
@Singleton
class TakingIn implements KeptPictures {
    static final List<Integer> SIZES = List.of(1_600, 800, 320);
    /** 5 MiB in, and 16 megapixels: what a phone sends that was told to send large. */
    private static final PictureLimits LIMITS = new PictureLimits(5 * 1024 * 1024, 16_000_000);

    private static final int A_DAY_MAX = 500;

    private final Pictures pictures;
    private final PictureTable table;
    private final Transactions transactions;
    private final Clock clock;

    TakingIn(Pictures pictures, PictureTable table, Transactions transactions, Clock clock) {
        this.pictures = pictures;
        this.table = table;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Set<String> known(Collection<String> hashes) {
        return table.known(hashes);
    }

    /**
     * The same file again gives the same hash and is kept once.
     * @return hash of what was drawn
     * @throws ProblemException as {@link Pictures#sizes}; 429 {@code too-many-pictures}
     */
    @Override
    public String take(Caller seller, byte[] file) {
        var now = clock.instant();
        if (table.sentSince(seller.accountId(), now.minus(Duration.ofDays(1))) >= A_DAY_MAX) {
            throw ProblemException.of(429, "too-many-pictures", "今天上传的图片太多 · Too many pictures for one day", null)
                    .fact(ProblemException.RETRY_AFTER, 3_600);
        }
        List<Picture> drawn = pictures.sizes(
                file, LIMITS, SIZES.stream().mapToInt(Integer::intValue).toArray());
        String hash = drawn.getFirst().sha256();
        transactions.run(() -> {
            if (table.begin(hash, seller.accountId(), now)) {
                for (int i = 0; i < drawn.size(); i++) {
                    table.keep(hash, SIZES.get(i), drawn.get(i));
                }
            }
        });
        return hash;
    }
}
