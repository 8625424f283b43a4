namespace FluenceVm.Emulator.Fluence.Cloud.Accounts;

/// <summary>What API keys can be allowed to do.</summary>
internal static class Scopes
{
    /// <summary>Every scope that an account has; those of operators are not among them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "account:read", "account:write", "akash:read", "akash:write", "api_key:create", "api_key:list", "api_key:remove",
        "billing:get_history", "billing:get_spending_aggregated", "billing:get_spending_history", "billing:top_up",
        "clusters:read", "prices:read", "public_ip:read", "public_ip:write", "security_groups:read", "security_groups:write",
        "spheron:read", "spheron:write", "ssh_key:activate", "ssh_key:create", "ssh_key:deactivate", "ssh_key:list", "ssh_key:remove",
        "storage:read", "storage:write", "subnet:read", "subnet:write", "token:deposit", "token:withdraw",
        "vm:create", "vm:list", "vm:remove", "vm:request_access", "vm:requested_access", "vm:restart", "vm:update",
        "vms:read", "vms:write", "vpc:read", "vpc:write",
    ];

    /// <summary>The name that a refusal gives a scope, for example <c>UserVpcWrite</c>.</summary>
    public static string InternalName(string scope) => "User" + string.Concat(
        scope.Split(':', '_').Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1)));
}
