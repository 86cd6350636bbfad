package org.cunlu.logistics.pickup;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.privacy.BlindIndex;
import org.cunlu.kernel.privacy.FieldCipher;
import org.cunlu.logistics.Pickups.Ticket;
import org.cunlu.logistics.pickup.PickupTable.SealedTicket;

/** The codes recipients collect with: 8 random digits, sealed in their column, unique among what waits at a station. */
@Singleton
class PickupCodes {
    /** The name of the column in which they were first kept: it is part of the seal. */
    static final String CONTEXT = "log_parcel.pickup";

    private static final int DIGITS = 8;
    /** With 10,000 parcels waiting at one station, one draw in 10,000 is taken: five in a row never happen. */
    private static final int DRAWS_MAX = 5;

    private final SecureRandom random = new SecureRandom();
    private final PickupTable pickups;
    private final FieldCipher cipher;
    private final BlindIndex index;

    PickupCodes(PickupTable pickups, FieldCipher cipher, BlindIndex index) {
        this.pickups = pickups;
        this.cipher = cipher;
        this.index = index;
    }

    /** Draws one. @param keep takes it sealed and as index, and fails as a duplicate where it is taken */
    void issue(BiConsumer<byte[], byte[]> keep) {
        for (int draw = 1; ; draw++) {
            String code = drawn();
            try {
                keep.accept(cipher.seal(CONTEXT, code), indexOf(code));
                return;
            } catch (RuntimeException e) {
                // A duplicate undoes only its own statement; the transaction goes on.
                boolean taken = SqlFailure.in(e).map(SqlFailure::duplicate).orElse(false);
                if (!taken || draw == DRAWS_MAX) {
                    throw e;
                }
            }
        }
    }

    private String drawn() {
        return random.ints(DIGITS, 0, 10)
                .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
                .toString();
    }

    Optional<String> ofOrder(String orderId) {
        return pickups.sealed(orderId).map(bytes -> cipher.open(CONTEXT, bytes));
    }

    Map<String, Ticket> ofOrders(Collection<String> orderIds) {
        return pickups.sealed(orderIds).stream()
                .collect(Collectors.toMap(
                        SealedTicket::orderId,
                        each -> new Ticket(cipher.open(CONTEXT, each.code()), each.collectBy())));
    }

    /** @return code by barcode of what waits at a node, whose time ends first, in that order */
    Map<String, String> at(String nodeCode, int limit) {
        var all = new LinkedHashMap<String, String>();
        pickups.sealedAt(nodeCode, limit).forEach(each -> all.put(each.barcode(), cipher.open(CONTEXT, each.code())));
        return all;
    }

    byte[] indexOf(String code) {
        return index.of(CONTEXT, code);
    }
}
