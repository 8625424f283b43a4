using System.Net.Http.Headers;
using System.Runtime.InteropServices;
using System.Security;
using FluenceVm.Clouds.Journal;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Http;

/// <summary>The key of a connection: the only place that turns it into text, and the only one that writes it into a request.</summary>
internal sealed class ApiKey
{
    private readonly SecureString _value;

    public ApiKey(SecureString value)
    {
        _value = value;
        if (value.Length == 0)
        {
            throw Fault.Argument(nameof(Messages.ApiKeyEmpty));
        }
        if (Reveal().Any(character => character is <= ' ' or > '~'))
        {
            throw Fault.Argument(nameof(Messages.ApiKeyInvalid));
        }
    }

    /// <summary>Writes the key into each of the headers.</summary>
    public void Write(HttpRequestHeaders headers, IReadOnlyList<KeyHeader> keyHeaders)
    {
        var key = Reveal();
        foreach (var header in keyHeaders)
        {
            headers.TryAddWithoutValidation(header.Name, header.Prefix + key);
        }
    }

    /// <summary>Takes the key out again, so that nothing that keeps the request keeps the key.</summary>
    public static void Erase(HttpRequestHeaders headers, IReadOnlyList<KeyHeader> keyHeaders)
    {
        foreach (var header in keyHeaders)
        {
            headers.Remove(header.Name);
        }
    }

    /// <summary>A service's text without the key, should it repeat it.</summary>
    public string Redact(string text) => text.Replace(Reveal(), "***");

    /// <summary>Whether a value is that of the key.</summary>
    public bool Matches(SecureString value) => new ApiKey(value).Reveal() == Reveal();

    /// <summary>Whether it is one that emulators give out, and that opens nothing at a service.</summary>
    public bool IsOfEmulator => Reveal().StartsWith("emulator-key-", StringComparison.Ordinal);

    /// <summary>What stands for the account of the key; it doesn't give the key away.</summary>
    public string AccountId => Account.IdOf(Reveal());

    private string Reveal()
    {
        var pointer = Marshal.SecureStringToGlobalAllocUnicode(_value);
        try
        {
            return Marshal.PtrToStringUni(pointer)!;
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(pointer);
        }
    }
}
