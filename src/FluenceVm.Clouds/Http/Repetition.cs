namespace FluenceVm.Clouds.Http;

/// <summary>Whether a request whose response was lost or late may be sent again.</summary>
internal enum Repetition
{
    /// <summary>As its method says: GET, HEAD, PUT and DELETE may be, POST and PATCH may not.</summary>
    ByMethod,

    /// <summary>It may be, whatever its method: sending it twice changes no more than sending it once.</summary>
    Allowed,

    /// <summary>It is sent once.</summary>
    Never,
}
