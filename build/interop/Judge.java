import java.io.*;
import java.nio.charset.StandardCharsets;
import java.security.*;
import java.security.cert.*;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.*;
import javax.net.ssl.*;

/** Java and BouncyCastle as judges. Answers each line with a line; fields are separated by tabs, bytes are base64. */
public class Judge {
  public static void main(String[] args) throws Exception {
    Security.addProvider(new org.bouncycastle.jce.provider.BouncyCastleProvider());
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    for (String line; (line = in.readLine()) != null; ) out.println(answer(line.split("\t", -1)));
  }

  static String answer(String[] fields) {
    try {
      return "ok\t" + switch (fields[0]) {
        case "read" -> read(fields[1], fields[2].toCharArray());
        case "make" -> make(fields[1], fields[2], fields[3].toCharArray(), Arrays.asList(fields).subList(4, fields.length));
        case "trust" -> trust(fields[1], fields[2], fields[3], fields[4]);
        default -> throw new IllegalArgumentException(fields[0]);
      };
    } catch (Exception e) {
      Throwable cause = e;
      while (cause.getCause() != null) cause = cause.getCause();
      return "no\t" + String.valueOf(cause).replaceAll("\\s+", " ");
    }
  }

  /** read FILE PASSPHRASE: the key (PKCS#8) and its chain, by BouncyCastle. */
  static String read(String file, char[] passphrase) throws Exception {
    var store = KeyStore.getInstance("PKCS12", "BC");
    try (var in = new FileInputStream(file)) { store.load(in, passphrase); }
    for (String alias : Collections.list(store.aliases())) {
      if (!store.isKeyEntry(alias)) continue;
      var fields = new ArrayList<>(List.of(base64(store.getKey(alias, passphrase).getEncoded())));
      for (var certificate : store.getCertificateChain(alias)) fields.add(base64(certificate.getEncoded()));
      return String.join("\t", fields);
    }
    throw new KeyStoreException("no key in it");
  }

  /** make TYPE FILE PASSPHRASE KEY LEAF CA: a bundle by BouncyCastle. */
  static String make(String type, String file, char[] passphrase, List<String> parts) throws Exception {
    var chain = new java.security.cert.Certificate[parts.size() - 1];
    for (int i = 0; i < chain.length; i++) chain[i] = certificate(parts.get(i + 1));
    var spec = new PKCS8EncodedKeySpec(bytes(parts.get(0)));
    var key = KeyFactory.getInstance(chain[0].getPublicKey().getAlgorithm()).generatePrivate(spec);
    var store = KeyStore.getInstance(type, "BC");
    store.load(null, null);
    store.setKeyEntry("phone", key, passphrase, chain);
    try (var out = new FileOutputStream(file)) { store.store(out, passphrase); }
    return "";
  }

  /** trust client|server LEAF CA CRL: whether Java's TLS would; CRL may be empty. */
  static String trust(String role, String leaf, String authority, String crl) throws Exception {
    var anchors = Set.of(new TrustAnchor(certificate(authority), null));
    var parameters = new PKIXBuilderParameters(anchors, new X509CertSelector());
    parameters.setRevocationEnabled(!crl.isEmpty());
    if (!crl.isEmpty()) parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(Set.of(
        CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(bytes(crl)))))));
    var factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(new CertPathTrustManagerParameters(parameters));
    var manager = (X509TrustManager) factory.getTrustManagers()[0];
    var chain = new X509Certificate[] {certificate(leaf)};
    var algorithm = chain[0].getPublicKey().getAlgorithm();
    if (role.equals("client")) manager.checkClientTrusted(chain, algorithm);
    else manager.checkServerTrusted(chain, "ECDHE_" + (algorithm.equals("EC") ? "ECDSA" : algorithm));
    return "trusted";
  }

  static X509Certificate certificate(String der) throws Exception {
    return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes(der)));
  }

  static byte[] bytes(String text) { return Base64.getDecoder().decode(text); }

  static String base64(byte[] bytes) { return Base64.getEncoder().encodeToString(bytes); }
}
