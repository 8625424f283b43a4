namespace FluenceVm.Clouds.Journal;

/// <summary>One spelling per service, so that the same account is the same however its address was written.</summary>
public static class EndpointAddress
{
    /// <summary>Lower-case host, no default port, exactly one slash at the end, and one name for this machine.</summary>
    /// <param name="endpoint">An absolute address.</param>
    public static Uri Normalise(Uri endpoint)
    {
        _ = endpoint ?? throw new ArgumentNullException(nameof(endpoint));
        var address = new UriBuilder(endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/");
        // Uri itself has lowered the host and dropped a default port.
        if (endpoint.IsLoopback && !endpoint.IsFile)
        {
            address.Host = "localhost";
        }
        return address.Uri;
    }
}
