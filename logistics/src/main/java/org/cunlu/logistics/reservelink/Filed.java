package org.cunlu.logistics.reservelink;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;

/** A report as it was filed. @param until day at whose end the stock stood so @param version a correction is a new one @param sha256 of the file */
@Serdeable
@Schema(name = "ReserveReport")
record Filed(
        String reportId, String levelCode, LocalDate until, int version, String why, String sha256, Instant madeAt) {}
