package io.tapgrid.web.login;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** A shop with keys of every kind, and somebody else's key of each as well. */
final class Shop {
    static final String SECRET = "the shop's secret, known to the shop and to us alone";

    final RSAKey rsa;
    final RSAKey strangersRsa;
    final ECKey ec;
    final KeyPair edwards;

    Shop() {
        try {
            rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
            strangersRsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
            ec = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
            edwards = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (JOSEException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String jwks() {
        return new JWKSet(List.of(rsa.toPublicJWK(), ec.toPublicJWK(), edwardsPublic())).toString();
    }

    private OctetKeyPair edwardsPublic() {
        EdECPublicKey key = (EdECPublicKey) edwards.getPublic();
        byte[] big = key.getPoint().getY().toByteArray();
        byte[] little = new byte[32];
        for (int i = 0; i < Math.min(32, big.length); i++) {
            little[i] = big[big.length - 1 - i];
        }
        if (key.getPoint().isXOdd()) {
            little[31] |= (byte) 0x80;
        }
        return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(little))
                .keyID("ed")
                .build();
    }

    static JWTClaimsSet claims(String uid, Instant now) {
        return new JWTClaimsSet.Builder()
                .subject(uid)
                .issuer("https://shop.example")
                .audience("tapgrid")
                .notBeforeTime(Date.from(now.minusSeconds(60)))
                .expirationTime(Date.from(now.plusSeconds(600)))
                .build();
    }

    String rs256(JWTClaimsSet claims) throws JOSEException {
        return rs256(claims, rsa);
    }

    static String rs256(JWTClaimsSet claims, RSAKey key) throws JOSEException {
        SignedJWT jwt = new SignedJWT(header(JWSAlgorithm.RS256, "rsa"), claims);
        jwt.sign(new RSASSASigner(key));
        return jwt.serialize();
    }

    String es256(JWTClaimsSet claims) throws JOSEException {
        return es256(claims, ec);
    }

    static String es256(JWTClaimsSet claims, ECKey key) throws JOSEException {
        SignedJWT jwt = new SignedJWT(header(JWSAlgorithm.ES256, key.getKeyID()), claims);
        jwt.sign(new ECDSASigner(key));
        return jwt.serialize();
    }

    String edDsa(JWTClaimsSet claims) throws GeneralSecurityException {
        String signed = header(JWSAlgorithm.EdDSA, "ed").toBase64URL() + "."
                + claims.toPayload().toBase64URL();
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(edwards.getPrivate());
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + Base64URL.encode(signature.sign());
    }

    static String hs256(JWTClaimsSet claims, byte[] secret) throws JOSEException {
        SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        jwt.sign(new MACSigner(secret));
        return jwt.serialize();
    }

    static String hs256(JWTClaimsSet claims) throws JOSEException {
        return hs256(claims, SECRET.getBytes(StandardCharsets.UTF_8));
    }

    private static JWSHeader header(JWSAlgorithm algorithm, String keyId) {
        return new JWSHeader.Builder(algorithm).keyID(keyId).build();
    }
}
