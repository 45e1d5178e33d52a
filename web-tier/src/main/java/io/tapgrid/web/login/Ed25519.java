package io.tapgrid.web.login;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;

/** Ed25519 with the JDK's own provider; the JWT library would bring another one for it. */
final class Ed25519 {
    private static final int BYTES = 32;

    private final PublicKey key;

    /** @param encoded 32 bytes, little endian, the sign of x in the top bit (RFC 8032, section 5.1.5) */
    Ed25519(byte[] encoded) throws GeneralSecurityException {
        if (encoded.length != BYTES) {
            throw new InvalidKeyException("Ed25519: " + encoded.length + " bytes (expected: 32)");
        }
        byte[] y = new byte[BYTES];
        for (int i = 0; i < BYTES; i++) {
            y[i] = encoded[BYTES - 1 - i];
        }
        boolean xOdd = (y[0] & 0x80) != 0;
        y[0] &= 0x7f;
        EdECPoint point = new EdECPoint(xOdd, new BigInteger(1, y));
        this.key = KeyFactory.getInstance("Ed25519")
                .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
    }

    boolean verifies(byte[] message, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has Ed25519", e);
        }
    }
}
