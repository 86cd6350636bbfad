package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;

/** Reviews: read by everybody, written by who received, answered by who sold. Of a writer no more than his surname is shown. */
public interface Reviews {
    int PHOTOS_MAX = 6;
    int STARS_MAX = 5;

    enum State {
        SHOWN,
        HIDDEN
    }

    /** What somebody writes. @param photos six at most */
    @Serdeable
    record Words(
            @NotNull @Min(1) @Max(STARS_MAX) Integer stars,
            @NotBlank @Size(max = 1_000) String words,
            @Nullable @Size(max = PHOTOS_MAX) List<@NotBlank @Size(max = 13) String> photos) {
        public List<String> pictures() {
            return photos == null ? List.of() : photos;
        }
    }

    /** @param writer as 张** @param editedAt null when it was never changed */
    @Serdeable
    record View(
            String reviewId,
            String productCode,
            String productName,
            String writer,
            int stars,
            String words,
            List<String> photos,
            Instant writtenAt,
            @Nullable Instant editedAt,
            @Nullable String reply,
            @Nullable Instant repliedAt) {}

    /** @param meanTenths mean of the stars in tenths, 0 without a review */
    @Serdeable
    record OfProduct(long reviews, long meanTenths, Page<View> page) {}

    /** As its writer, its seller or the county sees it. @param decided why it is hidden, or shown again */
    @Serdeable
    record Inside(
            View review,
            String orderId,
            int lineNo,
            State state,
            Instant editUntil,
            int reports,
            @Nullable String decided) {}

    /** A line of an order that its buyer may review now, or has. @param review null while he has not */
    record Line(int lineNo, String name, @Nullable Inside review) {}

    /** Those that are shown, the newest first, with the mean of all. */
    OfProduct ofProduct(String productCode, @Nullable String cursor, @Nullable Integer limit);

    /** Of one that is shown. @return a JPEG @throws ProblemException not found */
    byte[] photo(String reviewId, String photoId);

    /** One's own, the newest first. */
    Page<Inside> mine(String writer, @Nullable String cursor, @Nullable Integer limit);

    /** @return what may be written about an order of his, and what he wrote; empty before its receipt, and for another's */
    List<Line> ofOrder(String writer, String orderId);

    /**
     * @return the id of the review
     * @throws ProblemException not found, also for another's order; 409 {@code not-received}, {@code review-too-late}, {@code
     *     reviewed-already}; 400 {@code words-unreadable}
     */
    String write(String writer, String orderId, int lineNo, Words words, @Nullable String key);

    /** Stars, words and photos anew. @throws ProblemException not found; 409 {@code review-fixed} */
    String edit(String writer, String reviewId, Words words, @Nullable String key);

    /** @throws ProblemException not found */
    Inside own(String writer, String reviewId);

    /** As everybody sees it. @throws ProblemException not found, also where it is hidden */
    View shown(String reviewId);

    /**
     * Asks the county to look at one that is shown; once for each reader, again changes nothing.
     * @param why 1 to 200 characters
     * @throws ProblemException not found; 400 {@code words-unreadable}
     */
    void report(String reader, String reviewId, String why);

    /** Of the shops in which the caller has the right to orders, the newest first. */
    Page<Inside> ofShops(Caller caller, @Nullable String cursor, @Nullable Integer limit);

    /** Once; everybody reads it. @throws ProblemException not found; 409 {@code replied-already} */
    State reply(Caller caller, String reviewId, String words, @Nullable String key);
}
