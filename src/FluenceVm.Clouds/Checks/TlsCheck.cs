using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Checks;

/// <summary>Says which version of TLS is spoken, and whose certificate the service shows.</summary>
internal static class TlsCheck
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    public static async Task RunAsync(CheckReport report, Uri endpoint, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Timeout);
        try
        {
            Tell(report, await TlsHandshake.RunAsync(endpoint, limit.Token));
        }
        catch (Exception trouble) when (trouble is AuthenticationException && !cancellationToken.IsCancellationRequested)
        {
            report.Fail(CheckNames.Tls, Reason(trouble), Messages.CheckTlsAdviceVersion);
        }
        catch (Exception trouble) when (trouble is SocketException or IOException or ObjectDisposedException or NullReferenceException
            && !cancellationToken.IsCancellationRequested)
        {
            // The last two are what a connection that is closed while it opens says, depending on the runtime.
            report.Unknown(CheckNames.Tls, Text.Of(nameof(Messages.CheckTlsUnknown), endpoint.Authority));
        }
    }

    private static void Tell(CheckReport report, TlsHandshake handshake)
    {
        if (handshake.Certificate is not { } certificate)
        {
            report.Fail(CheckNames.Tls, Messages.CheckTlsNoCertificate, Messages.CheckTlsAdvice);
            return;
        }
        using (certificate)
        {
            var shown = Text.Of(
                nameof(Messages.CheckCertificate),
                Name(certificate, issuer: false),
                Name(certificate, issuer: true),
                certificate.NotAfter.ToUniversalTime());
            if (Problem(handshake, certificate) is { } problem)
            {
                report.Fail(CheckNames.Tls, $"{problem.Text} {shown}", problem.Advice);
            }
            else
            {
                report.Pass(CheckNames.Tls, $"{handshake.Protocol}. {shown}");
            }
        }
    }

    private static (string Text, string Advice)? Problem(TlsHandshake handshake, X509Certificate2 certificate) =>
        handshake.Errors == SslPolicyErrors.None ? null
        : certificate.NotAfter < DateTime.Now ? (Messages.CheckTlsExpired, Messages.CheckTlsAdviceDate)
        : certificate.NotBefore > DateTime.Now ? (Messages.CheckTlsNotYet, Messages.CheckTlsAdviceDate)
        : (handshake.Errors & SslPolicyErrors.RemoteCertificateNameMismatch) != 0 ? (Messages.CheckTlsName, Messages.CheckTlsAdvice)
        : (Messages.CheckTlsUntrusted, Messages.CheckTlsAdviceTrust);

    private static string Name(X509Certificate2 certificate, bool issuer) =>
        Json.Printable.Line(certificate.GetNameInfo(X509NameType.SimpleName, issuer), 100);

    private static string Reason(Exception trouble) => Json.Printable.Line(trouble.GetBaseException().Message, 200);
}
