package org.cunlu.catalog.shop;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.cunlu.catalog.SellerKind;

/**
 * What is asked of a seller of a kind, and how it stands.
 * @param missing what is asked and neither approved nor handed in
 * @param unapproved what is asked and not approved, or has run out
 */
@Serdeable
record Checklist(List<Line> lines, List<Item> missing, List<Item> unapproved) {
    /**
     * One paper. @param required whether a seller of this kind must have it
     * @param verified that the real name was verified, which stands in for the identity card
     * @param standing what is approved; null for none  @param latest the last that was handed in; null for none
     */
    @Serdeable
    record Line(
            Item item,
            boolean required,
            boolean verified,
            @Nullable SellerItem standing,
            @Nullable SellerItem latest) {
        boolean holds(LocalDate today) {
            return verified || standing != null && standing.holds(today);
        }

        boolean given(LocalDate today) {
            return holds(today) || latest != null && latest.state() == SellerItem.State.SUBMITTED;
        }
    }

    /**
     * Who sells what he grew needs no registration (E-Commerce Law art. 10) and no food licence (Food Safety Law art. 35).
     * @param sellsFood whether other food than one's own harvest is sold
     */
    static List<Item> required(SellerKind kind, boolean sellsFood) {
        var required = new ArrayList<Item>(List.of(Item.IDENTITY, Item.BANK_ACCOUNT));
        if (kind != SellerKind.FARMER) {
            required.add(Item.BUSINESS_LICENCE);
            if (sellsFood) {
                required.add(Item.FOOD);
            }
        }
        return required;
    }

    /** @param items all that were ever handed in, the oldest first */
    static Checklist of(List<Item> required, boolean verified, List<SellerItem> items, LocalDate today) {
        var lines = new ArrayList<Line>();
        for (Item item : Item.values()) {
            List<SellerItem> own =
                    items.stream().filter(each -> each.item() == item).toList();
            SellerItem standing = own.stream()
                    .filter(each -> each.state() == SellerItem.State.APPROVED)
                    .findFirst()
                    .orElse(null);
            if (required.contains(item) || !own.isEmpty()) {
                lines.add(new Line(
                        item,
                        required.contains(item),
                        item == Item.IDENTITY && verified,
                        standing,
                        own.isEmpty() ? null : own.getLast()));
            }
        }
        return new Checklist(
                lines,
                lines.stream()
                        .filter(line -> line.required() && !line.given(today))
                        .map(Line::item)
                        .toList(),
                lines.stream()
                        .filter(line -> line.required() && !line.holds(today))
                        .map(Line::item)
                        .toList());
    }
}
