namespace FluenceVm.Emulator.Fluence.Cloud.Accounts;

/// <summary>What an account's owner tells of themselves.</summary>
internal sealed class Profile
{
    public string FirstName { get; set; } = string.Empty;

    public string LastName { get; set; } = string.Empty;

    public string JobRole { get; set; } = string.Empty;

    public string Company { get; set; } = string.Empty;

    public DateTimeOffset UpdatedAt { get; set; }
}
