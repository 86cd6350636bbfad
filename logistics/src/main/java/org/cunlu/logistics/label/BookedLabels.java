package org.cunlu.logistics.label;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.HandInLabels;
import org.cunlu.logistics.LabelFacts;
import org.cunlu.logistics.TraceCodes;

/** Prints what sellers stick on before they hand in. */
@Singleton
class BookedLabels implements HandInLabels {
    private final LabelFacts facts;
    private final TraceCodes codes;
    private final PdfPrint pdf;

    BookedLabels(LabelFacts facts, TraceCodes codes, PdfPrint pdf) {
        this.facts = facts;
        this.codes = codes;
        this.pdf = pdf;
    }

    @Override
    public byte[] pdf(Collection<String> orderIds) {
        List<Sheet> sheets = facts.booked(orderIds).stream()
                .flatMap(each -> Layouts.parcel(each, codes.parcel(each.barcode())).stream())
                .toList();
        if (sheets.isEmpty()) {
            throw ProblemException.notFound();
        }
        return pdf.print(sheets, "labels");
    }
}
