namespace FluenceVm.Clouds.Journal;

/// <summary>Whose operations they are: an operation of one account is never found, judged or adopted by another.</summary>
public sealed record Account
{
    /// <summary>An account at a service.</summary>
    /// <param name="endpoint">The service's address, in any spelling.</param>
    /// <param name="id">What tells the account from others there; never a key.</param>
    public Account(Uri endpoint, string id)
    {
        Endpoint = EndpointAddress.Normalise(endpoint);
        Id = id ?? throw new ArgumentNullException(nameof(id));
    }

    /// <summary>The service's address, in its one spelling.</summary>
    public Uri Endpoint { get; }

    /// <summary>What tells the account from others there; never a key.</summary>
    public string Id { get; }

    /// <summary>An id that stands for a secret without giving it away: the start of a hash of it.</summary>
    /// <param name="secret">The secret.</param>
    public static string IdOf(string secret) => Digest.Of("FluenceVm account 1\n" + secret, 8);

    /// <summary>The name of its folder in the journal.</summary>
    internal string FolderName => $"{Digest.FilePart(Endpoint.Host)}-{Digest.Of(Endpoint + "\n" + Id, 8)}";
}
