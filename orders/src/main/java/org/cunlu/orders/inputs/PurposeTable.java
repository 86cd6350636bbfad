package org.cunlu.orders.inputs;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.privacy.FieldCipher;
import org.cunlu.kernel.privacy.SealedColumn;
import org.cunlu.orders.InputPurpose;
import org.cunlu.orders.InputSales.Checked;
import org.cunlu.orders.OrderGroup;

/** Rows of purposes, sealed. Written once. */
@Singleton
class PurposeTable {
    static final String PURPOSE = "ord_input_purpose.purpose";
    /** No text that anybody may write holds it. */
    private static final String BETWEEN = "\u001f";

    private final Sql sql;
    private final FieldCipher cipher;
    private final Ids ids;

    PurposeTable(Sql sql, FieldCipher cipher, Ids ids) {
        this.sql = sql;
        this.cipher = cipher;
        this.ids = ids;
    }

    void insert(OrderGroup group, Checked checked, Instant now) {
        sql.insertMany(
                "INSERT INTO ord_input_purpose (purpose_id, group_id, offer_id, county_code, verification_id,"
                        + " purpose_sealed, given_at)",
                checked.purposes().values().stream()
                        .map(each -> new Object[] {
                            ids.next(),
                            group.groupId(),
                            each.offerId(),
                            group.countyCode(),
                            checked.verificationId(),
                            sealed(each),
                            now
                        })
                        .toList());
    }

    /** @return purposes by group and offer, a slash between */
    Map<String, InputPurpose> of(Collection<String> groupIds) {
        var found = new HashMap<String, InputPurpose>();
        if (!groupIds.isEmpty()) {
            sql.list(
                            "SELECT group_id, offer_id, purpose_sealed FROM ord_input_purpose WHERE group_id IN ("
                                    + Sql.marks(groupIds.size()) + ")",
                            row -> Map.entry(
                                    row.string("group_id"),
                                    opened(row.string("offer_id"), row.bytes("purpose_sealed"))),
                            groupIds.toArray())
                    .forEach(each ->
                            found.put(each.getKey() + "/" + each.getValue().offerId(), each.getValue()));
        }
        return found;
    }

    private byte[] sealed(InputPurpose one) {
        return cipher.seal(
                PURPOSE, String.join(BETWEEN, one.crop(), one.areaMu().toPlainString(), one.pest(), one.villageCode()));
    }

    private InputPurpose opened(String offerId, byte[] sealed) {
        String[] parts = cipher.open(PURPOSE, sealed).split(BETWEEN, -1);
        return new InputPurpose(offerId, parts[0], new BigDecimal(parts[1]), parts[2], parts[3]);
    }

    /** For the rotation of keys. */
    @Factory
    static class Sealed {
        @Singleton
        @Named("ord_input_purpose.purpose")
        SealedColumn purpose() {
            return new SealedColumn("ord_input_purpose", "purpose_id", "purpose_sealed", PURPOSE);
        }
    }
}
