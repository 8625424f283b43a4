using System.Net;

namespace FluenceVm.Clouds.Http;

/// <summary>
/// Which versions of TLS a connection may use. Windows PowerShell still begins with SSL 3.0 and TLS 1.0 on some machines, which no
/// service speaks any more; whoever chose something else keeps it.
/// </summary>
internal static class Tls
{
#pragma warning disable CA5364, CA5397, CS0618 // Named only to be recognised.
    private const SecurityProtocolType Outdated = SecurityProtocolType.Ssl3 | SecurityProtocolType.Tls;
#pragma warning restore CA5364, CA5397, CS0618

    /// <summary>Adds TLS 1.2 to the outdated defaults of a process.</summary>
    public static void Modernise() => ServicePointManager.SecurityProtocol = Modernise(ServicePointManager.SecurityProtocol);

    /// <summary>The versions to use instead of those that a process has; 0 leaves the choice to the operating system.</summary>
    public static SecurityProtocolType Modernise(SecurityProtocolType current) =>
        current != 0 && (current & ~Outdated) == 0 ? current | SecurityProtocolType.Tls12 : current;
}
