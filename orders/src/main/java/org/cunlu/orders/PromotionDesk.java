package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;

/**
 * Promotions of shops and of the county: made, seen with what came of them, ended. What others than its seller pay for waits for
 * a second person, in the docket {@code promotions}.
 */
public interface PromotionDesk {
    /** Of the shops in whose goods the caller has a right, the newest first. */
    Page<Line> ofShops(Caller seller, @Nullable String cursor, @Nullable Integer limit);

    /**
     * All of the county, the newest first.
     * @throws org.cunlu.kernel.problem.ProblemException {@code not-found} for who is no operator of it
     */
    Page<Line> ofCounty(Caller operator, @Nullable String cursor, @Nullable Integer limit);

    /** @throws org.cunlu.kernel.problem.ProblemException {@code not-found} for what is absent, or neither of his shops nor of his county */
    Line one(Caller caller, String promotionId);

    /**
     * Makes one of a shop's own goods: at its own cost it runs at once, else when the county has approved it.
     * @param key the same again has no second effect
     * @throws org.cunlu.kernel.problem.ProblemException {@code not-found} for another's shop; 400 {@code payers-invalid},
     *     {@code promotion-time-invalid}, {@code promotion-terms-invalid}, {@code budget-invalid}, {@code name-invalid},
     *     {@code offer-unknown}, {@code price-above-list}; 409 {@code sold-out}
     */
    Promotion makeForShop(Caller seller, Wanted wanted, @Nullable String key);

    /** Drafts one of the county; it runs when another operator has approved it. Refuses as {@link #makeForShop} does. */
    Promotion makeForCounty(Caller operator, Wanted wanted, @Nullable String key);

    /**
     * Ends it for good; ending it again changes nothing, and what was ordered by it stays.
     * @throws org.cunlu.kernel.problem.ProblemException {@code not-found}; 409 {@code promotion-moved}
     */
    Promotion end(Caller caller, String promotionId);

    /** A promotion and what came of it. */
    record Line(Promotion promotion, Use use) {}

    /**
     * What came of a promotion.
     * @param orders in which it took something off, also those that were cancelled later
     * @param offFen what it took off in them
     * @param claimed coupons that somebody has; 0 for what is no coupon
     * @param left pieces that are kept apart still; null for what keeps nothing apart
     */
    record Use(
            long orders,
            long offFen,
            long claimed,
            @Nullable Long left) {}

    /**
     * A promotion to be made.
     * @param sellerCode the caller's shop; null for one of the county
     * @param payers whose shares add up to 10,000 basis points
     * @param budgetFen what it may cost in all; needed where anybody else than its seller pays
     */
    @Serdeable
    record Wanted(
            @Nullable @Size(max = 32) String sellerCode,
            @NotNull Promotion.Kind kind,
            @NotBlank @Size(max = 60) String name,
            @NotNull @Valid Promotion.Terms terms,
            @NotNull @Valid Promotion.Scope scope,
            @NotNull @Size(min = 1, max = 4) List<Promotion.@NotNull Share> payers,
            @NotNull Instant startsAt,
            @NotNull Instant endsAt,
            @Nullable Long budgetFen) {}
}
