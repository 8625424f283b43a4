using FluenceVm.Model;

namespace FluenceVm.Clouds.Http;

/// <summary>Which addresses a key may be sent to.</summary>
internal static class ServiceAddress
{
    /// <summary>The address with exactly one slash at its end, and without a query.</summary>
    /// <exception cref="ArgumentException">It is not absolute, or is <c>http</c> and not of this machine, or holds credentials.</exception>
    public static Uri Check(Uri endpoint)
    {
        if (!endpoint.IsAbsoluteUri || (endpoint.Scheme != Uri.UriSchemeHttps && endpoint.Scheme != Uri.UriSchemeHttp))
        {
            // Not repeated: what stands in an address's place by mistake may be the key.
            throw Fault.Argument(nameof(Messages.EndpointInvalid));
        }
        if (endpoint.UserInfo.Length > 0)
        {
            throw Fault.Argument(nameof(Messages.EndpointWithCredentials));
        }
        if (endpoint.Scheme == Uri.UriSchemeHttp && !endpoint.IsLoopback)
        {
            throw Fault.Argument(nameof(Messages.EndpointInClearText), endpoint.Authority);
        }
        return new Uri(endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/");
    }
}
