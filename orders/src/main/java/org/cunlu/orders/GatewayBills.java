package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** A gateway's own account of a day, by which ours is compared. Goes outside, so it is never called within a transaction. */
public interface GatewayBills {
    /** A bill of a county's day is a few hundred kilobytes; what is larger is none. */
    int BYTES_MAX = 32 * 1024 * 1024;

    /** @return the gateway's, as {@link PaymentGateway#code()} */
    String code();

    /**
     * @param day of the gateway, Beijing time, which has ended
     * @return the file as it came, its hash verified where the gateway tells one; empty when the gateway has none of that day
     * @throws PaymentGateway.Unavailable when it could not be had
     */
    Optional<byte[]> bill(LocalDate day);

    /**
     * @param day whose bill it must be
     * @throws BadBill when it is no bill of ours of that day, in whole or in part: half a bill is none
     */
    List<Row> read(LocalDate day, byte[] file);

    /** What a row of a bill tells of. */
    enum Kind {
        PAYMENT,
        REFUND
    }

    /**
     * One row.
     * @param number ours: the id of the payment or refund
     * @param gatewayNo the gateway's
     * @param fen above 0
     */
    record Row(Kind kind, String number, @Nullable String gatewayNo, long fen) {}

    /** A file that is no bill. Its message holds no content of the file. */
    final class BadBill extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public BadBill(String message) {
            super(message);
        }
    }
}
