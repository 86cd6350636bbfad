package org.cunlu.logistics.label;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.oned.Code128Writer;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.Map;

/** Codes as modules, without the quiet zone around them: whoever draws leaves it. */
final class Codes {
    /** FNC1: what follows is GS1's. */
    private static final char FNC1 = '\u00f1';

    private static final String DIGITAL_LINK = "https://id.gs1.org/00/";

    private Codes() {}

    /** @return one row of modules */
    static BitMatrix bars(String content) {
        return new Code128Writer().encode(content, BarcodeFormat.CODE_128, 1, 1, Map.of(EncodeHintType.MARGIN, 0));
    }

    static BitMatrix square(String content) {
        try {
            return new QRCodeWriter()
                    .encode(
                            content,
                            BarcodeFormat.QR_CODE,
                            1,
                            1,
                            Map.of(
                                    EncodeHintType.MARGIN,
                                    0,
                                    EncodeHintType.ERROR_CORRECTION,
                                    ErrorCorrectionLevel.M,
                                    EncodeHintType.CHARACTER_SET,
                                    "UTF-8"));
        } catch (com.google.zxing.WriterException e) {
            throw new IllegalArgumentException("too long for a QR code: " + content.length(), e);
        }
    }

    /** @return content of GS1-128: application identifier 00 and the SSCC */
    static String gs1(String sscc) {
        return FNC1 + "00" + sscc;
    }

    /** @return content of a GS1 Digital Link */
    static String link(String sscc) {
        return DIGITAL_LINK + sscc;
    }
}
