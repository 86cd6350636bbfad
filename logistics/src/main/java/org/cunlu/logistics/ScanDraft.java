package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.cunlu.logistics.StationWork.Scan;
import org.cunlu.logistics.StationWork.ScanKind;

/**
 * A scan that one of ours makes. It says what is meant, step by step, and nothing of all the rest that a scanner may tell:
 * {@code ScanDraft.of(id, "back.KEEPER", RETURN, "V11").parcel(barcode).reason("…").scan()}. What is said twice counts as said last,
 * null as not said. {@link Scan} tells the shape of each.
 */
public record ScanDraft(String scanId, String scanner, ScanKind kind, String node, List<Said> said) {
    public ScanDraft {
        said = List.copyOf(said);
    }

    /** Something that a scan says. */
    private sealed interface Said {
        record Text(Field field, String text) implements Said {}

        record Number(Field field, long number) implements Said {}

        record Made(Instant at) implements Said {}

        record By(Claimant claimant) implements Said {}

        record Lots(List<Picking.LotQuantity> lots) implements Said {}

        record Counted(List<String> barcodes) implements Said {}
    }

    private enum Field {
        PARCEL,
        BAG,
        INNER,
        CODE,
        CASH,
        CARRIER,
        WAYBILL,
        SEAL,
        PLACE,
        WEIGHT,
        TRIP,
        REASON,
        PHOTO
    }

    /** @param scanId the maker's own id of it: the same again has no second effect */
    public static ScanDraft of(String scanId, String scanner, ScanKind kind, String node) {
        return new ScanDraft(scanId, scanner, kind, node, List.of());
    }

    /** What the device's clock said. */
    public ScanDraft madeAt(@Nullable Instant deviceTime) {
        return deviceTime == null ? this : and(new Said.Made(deviceTime));
    }

    public ScanDraft parcel(@Nullable String barcode) {
        return and(Field.PARCEL, barcode);
    }

    public ScanDraft bag(@Nullable String sscc) {
        return and(Field.BAG, sscc);
    }

    public ScanDraft inner(@Nullable String sscc) {
        return and(Field.INNER, sscc);
    }

    public ScanDraft lots(List<Picking.LotQuantity> lots) {
        return and(new Said.Lots(lots));
    }

    public ScanDraft pickupCode(@Nullable String code) {
        return and(Field.CODE, code);
    }

    public ScanDraft claimant(@Nullable Claimant claimant) {
        return claimant == null ? this : and(new Said.By(claimant));
    }

    public ScanDraft cash(@Nullable Long fen) {
        return fen == null ? this : and(new Said.Number(Field.CASH, fen));
    }

    public ScanDraft carrier(@Nullable String carrier, @Nullable String waybill) {
        return and(Field.CARRIER, carrier).and(Field.WAYBILL, waybill);
    }

    public ScanDraft seal(@Nullable String seal) {
        return and(Field.SEAL, seal);
    }

    public ScanDraft place(@Nullable String place) {
        return and(Field.PLACE, place);
    }

    public ScanDraft weight(@Nullable Long grams) {
        return grams == null ? this : and(new Said.Number(Field.WEIGHT, grams));
    }

    public ScanDraft trip(@Nullable String trip) {
        return and(Field.TRIP, trip);
    }

    public ScanDraft reason(@Nullable String reason) {
        return and(Field.REASON, reason);
    }

    public ScanDraft photo(@Nullable String photoId) {
        return and(Field.PHOTO, photoId);
    }

    public ScanDraft counted(@Nullable List<String> barcodes) {
        return barcodes == null ? this : and(new Said.Counted(barcodes));
    }

    public Scan scan() {
        return new Scan(
                scanId,
                scanner,
                last(Said.Made.class, Said.Made::at),
                kind,
                node,
                text(Field.PARCEL),
                text(Field.BAG),
                last(Said.Lots.class, Said.Lots::lots),
                text(Field.CODE),
                number(Field.CASH),
                text(Field.CARRIER),
                text(Field.WAYBILL),
                text(Field.INNER),
                text(Field.SEAL),
                text(Field.PLACE),
                number(Field.WEIGHT),
                text(Field.TRIP),
                text(Field.REASON),
                last(Said.Counted.class, Said.Counted::barcodes),
                last(Said.By.class, Said.By::claimant),
                text(Field.PHOTO));
    }

    private ScanDraft and(Field field, @Nullable String text) {
        return text == null ? this : and(new Said.Text(field, text));
    }

    private ScanDraft and(Said more) {
        var all = new ArrayList<>(said);
        all.add(more);
        return new ScanDraft(scanId, scanner, kind, node, all);
    }

    @Nullable
    private String text(Field field) {
        return said.stream()
                .filter(each -> each instanceof Said.Text text && text.field() == field)
                .map(each -> ((Said.Text) each).text())
                .reduce((before, later) -> later)
                .orElse(null);
    }

    @Nullable
    private Long number(Field field) {
        return said.stream()
                .filter(each -> each instanceof Said.Number number && number.field() == field)
                .map(each -> ((Said.Number) each).number())
                .reduce((before, later) -> later)
                .orElse(null);
    }

    @Nullable
    private <T extends Said, V> V last(Class<T> kindOfIt, Function<T, V> value) {
        return said.stream()
                .filter(kindOfIt::isInstance)
                .map(kindOfIt::cast)
                .map(value)
                .reduce((before, later) -> later)
                .orElse(null);
    }

    /** Without what it says: that may be a pickup code. */
    @Override
    public String toString() {
        return scan().toString();
    }
}
