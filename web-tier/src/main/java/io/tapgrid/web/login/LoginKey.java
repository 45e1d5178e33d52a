package io.tapgrid.web.login;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import io.tapgrid.web.config.LoginAlgorithm;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One key, bound to the one algorithm it may be used with. */
final class LoginKey {
    private static final int RSA_BITS_MIN = 2_048;

    private final @Nullable String id;
    private final Check check;

    private LoginKey(@Nullable String id, Check check) {
        this.id = id;
        this.check = check;
    }

    private interface Check {
        boolean holds(JWSObject signed) throws JOSEException;
    }

    static LoginKey shared(byte[] secret) throws JOSEException {
        return new LoginKey(null, with(new MACVerifier(secret)));
    }

    /** The key if it may be used with this algorithm; empty for keys of another kind, use or strength. */
    static Optional<LoginKey> of(JWK jwk, LoginAlgorithm algorithm) throws JOSEException, GeneralSecurityException {
        boolean signs = jwk.getKeyUse() == null || jwk.getKeyUse().equals(KeyUse.SIGNATURE);
        boolean meant =
                jwk.getAlgorithm() == null || jwk.getAlgorithm().getName().equals(algorithm.toString());
        return signs && meant ? check(jwk, algorithm).map(it -> new LoginKey(jwk.getKeyID(), it)) : Optional.empty();
    }

    private static Optional<Check> check(JWK jwk, LoginAlgorithm algorithm)
            throws JOSEException, GeneralSecurityException {
        if (algorithm == LoginAlgorithm.RS256 && jwk instanceof RSAKey rsa && rsa.size() >= RSA_BITS_MIN) {
            return Optional.of(with(new RSASSAVerifier(rsa.toRSAPublicKey())));
        }
        if (algorithm == LoginAlgorithm.ES256
                && jwk instanceof ECKey ec
                && ec.getCurve().equals(Curve.P_256)) {
            return Optional.of(with(new ECDSAVerifier(ec.toECPublicKey())));
        }
        if (algorithm == LoginAlgorithm.EDDSA
                && jwk instanceof OctetKeyPair pair
                && pair.getCurve().equals(Curve.Ed25519)) {
            Ed25519 key = new Ed25519(pair.getX().decode());
            return Optional.of(signed ->
                    key.verifies(signed.getSigningInput(), signed.getSignature().decode()));
        }
        return Optional.empty();
    }

    private static Check with(JWSVerifier verifier) {
        return signed -> signed.verify(verifier);
    }

    boolean hasId(String keyId) {
        return keyId.equals(id);
    }

    boolean verifies(JWSObject signed) throws JOSEException {
        return check.holds(signed);
    }

    /** A text secret; a public key by mistake would let everybody sign. */
    static byte[] secret(String text) {
        String trimmed = text.trim();
        if (trimmed.length() < 32 || trimmed.startsWith("-----") || trimmed.startsWith("{")) {
            throw new IllegalArgumentException(
                    "login.secret-file: not a secret (expected: at least 32 characters, neither PEM nor JSON)");
        }
        return trimmed.getBytes(StandardCharsets.UTF_8);
    }
}
