package org.cunlu.logistics.pricewatch;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;

/** What is watched, by whom it is reported and what it is held against; each number with its source. */
final class Watched {
    static final String CODE = "[A-Z0-9._-]{1,32}";

    private Watched() {}

    /**
     * A commodity.
     * @param levelCode whose officers get the proposals
     * @param riseBp a rise of more than this over the mean of {@code baseDays} days before opens an alert; 0 for none
     * @param lowFen a price a kilogram below it, or above {@code highFen}, waits for confirmation
     * @param stockDays fewer days of supply open an alert; 0 for none @param headGrams what a person needs a day
     */
    @Serdeable
    record Commodity(
            @NotNull @Pattern(regexp = CODE) String commodity,
            @NotBlank @Size(max = 60) String name,
            @NotNull @Pattern(regexp = CODE) String levelCode,
            @Min(0) @Max(100_000) int riseBp,
            @Min(1) @Max(366) int baseDays,
            @Positive @Max(Report.PRICE_MAX) long lowFen,
            @Positive @Max(Report.PRICE_MAX) long highFen,
            @Min(0) @Max(366) int stockDays,
            @PositiveOrZero int headGrams,
            @NotBlank @Size(max = 300) String source) {}

    /** One price in terms of another, in thousandths; outside of the band an alert opens. */
    @Serdeable
    @io.swagger.v3.oas.annotations.media.Schema(name = "PriceRatio")
    record Ratio(
            @NotNull @Pattern(regexp = CODE) String code,
            @NotNull @Pattern(regexp = CODE) String over,
            @NotNull @Pattern(regexp = CODE) String under,
            @NotNull @Pattern(regexp = CODE) String levelCode,
            @Positive int lowMilli,
            @Positive int highMilli,
            @NotBlank @Size(max = 300) String source) {}

    /** A shop that reports and is no station of ours. */
    @Serdeable
    record Outlet(
            @NotNull @Pattern(regexp = CODE) String code,
            @NotNull @Pattern(regexp = CODE) String townshipCode,
            @NotBlank @Size(max = 120) String name) {}

    @Serdeable
    record People(
            @NotNull @Pattern(regexp = CODE) String townshipCode,
            @Positive int people,
            @NotBlank @Size(max = 300) String source) {}

    /** What a township's sown area needs of an input in a season. @param sownMu area in mu */
    @Serdeable
    record Need(
            @NotNull @Pattern(regexp = CODE) String townshipCode,
            @NotNull @Pattern(regexp = CODE) String commodity,
            @NotNull LocalDate from,
            @NotNull LocalDate until,
            @Positive @Max(100_000_000) long sownMu,
            @Positive @Max(10_000_000) long gramsMu,
            @NotBlank @Size(max = 300) String source) {}
}
