using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace FluenceVm.Clouds.Checks;

/// <summary>Opens a secure connection, sends nothing over it, and says what was agreed on.</summary>
internal sealed class TlsHandshake
{
    /// <summary>The version of TLS; null if the certificate was refused.</summary>
    public SslProtocols? Protocol { get; private set; }

    /// <summary>The service's certificate; null if none was shown.</summary>
    public X509Certificate2? Certificate { get; private set; }

    /// <summary>What is wrong with it.</summary>
    public SslPolicyErrors Errors { get; private set; }

    /// <summary>Runs the handshake with the certificate check that every request has.</summary>
    /// <exception cref="SocketException">Nobody is there.</exception>
    /// <exception cref="AuthenticationException">No version of TLS is common to both sides.</exception>
    public static async Task<TlsHandshake> RunAsync(Uri endpoint, CancellationToken cancellationToken)
    {
        var result = new TlsHandshake();
        using var client = new TcpClient();
        // netstandard2.0 can't cancel a connection that is being opened, but closing it ends it.
        using var stop = cancellationToken.Register(client.Close);
        await client.ConnectAsync(endpoint.IdnHost, endpoint.Port);
        using var stream = new SslStream(client.GetStream(), leaveInnerStreamOpen: false, result.Keep);
        try
        {
            // The versions are numbered alike in both types; 0 leaves the choice to the operating system.
            var versions = (SslProtocols)(int)ServicePointManager.SecurityProtocol;
            await stream.AuthenticateAsClientAsync(endpoint.IdnHost, null, versions, checkCertificateRevocation: false);
            result.Protocol = stream.SslProtocol;
        }
        catch (AuthenticationException) when (result.Errors != SslPolicyErrors.None)
        {
            // The certificate says why.
        }
        return result;
    }

    private bool Keep(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        Certificate = certificate is null ? null : new X509Certificate2(certificate);
        Errors = errors;
        return errors == SslPolicyErrors.None;
    }
}
