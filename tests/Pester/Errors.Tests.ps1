# What about_FluenceVm says of errors is what a script meets.
BeforeDiscovery {
    $errors = @(
        @{
            Id = 'ConnectionFailed'
            Category = 'ConnectionError'
            Script = { $null = Connect-Fluence -Endpoint http://127.0.0.1:1 -ApiKey $Canary; Get-FluenceVm }
        }
        @{
            Id = 'ConnectionLost'
            Category = 'ConnectionError'
            Script = { Set-VmEmulatorFault UpdateVm DropAfter; Set-FluenceVm web-1 -NewName other }
        }
        @{ Id = 'NotConnected'; Category = 'ConnectionError'; Script = { Disconnect-Fluence; Get-FluenceVm } }
        @{ Id = 'ApiKeyMissing'; Category = 'AuthenticationError'; Script = { Connect-Fluence } }
        @{
            Id = 'AccessDenied'
            Category = 'PermissionDenied'
            Script = { Set-VmEmulatorFault ListVms Status -StatusCode 403; Get-FluenceVm }
        }
        @{
            Id = 'NotAuthenticated'
            Category = 'AuthenticationError'
            Script = { $null = Connect-Fluence -Endpoint $emulator.Uri -ApiKey $Canary; Get-FluenceVm }
        }
        @{ Id = 'VmNotFound'; Category = 'ObjectNotFound'; Script = { Get-FluenceVm no-such-vm } }
        @{ Id = 'MachineNotFound'; Category = 'ObjectNotFound'; Script = { Get-Machine no-such-machine } }
        @{ Id = 'OrderNotFound'; Category = 'ObjectNotFound'; Script = { Get-FluenceOrder no-such-order } }
        @{ Id = 'Refused'; Category = 'InvalidArgument'; Script = { New-FluenceVm web-9 ubuntu-22-04-x64 laptop -Country AQ } }
        @{ Id = 'VmNameInvalid'; Category = 'InvalidArgument'; Script = { New-FluenceVm 'web 9' ubuntu-22-04-x64 laptop } }
        @{ Id = 'PortReserved'; Category = 'InvalidArgument'; Script = { New-FluenceVm web-9 ubuntu-22-04-x64 laptop -OpenPort 10250 } }
        @{ Id = 'NotAllowed'; Category = 'InvalidOperation'; Script = { Start-Machine web-1 } }
        @{
            Id = 'TooManyRequests'
            Category = 'LimitsExceeded'
            Script = { Set-VmEmulatorFault ListVms Throttle -RetryAfterSec 300; Get-FluenceVm }
        }
        @{ Id = 'ServiceUnavailable'; Category = 'ResourceUnavailable'; Script = {
            Set-VmEmulatorFault CreateVm Status -StatusCode 503
            Set-VmEmulatorFault Estimate Status -StatusCode 503
            New-FluenceVm web-9 ubuntu-22-04-x64 laptop
        } }
        @{ Id = 'OrderUnknown'; Category = 'OperationTimeout'; Script = {
            Set-VmEmulatorFault CreateVm DropBefore
            New-FluenceVm web-9 ubuntu-22-04-x64 laptop -TimeoutSec 1 -WarningAction SilentlyContinue
        } }
        @{ Id = 'WaitTimedOut'; Category = 'OperationTimeout'; Script = { Wait-FluenceVm web-1 -Status InsufficientFunds -TimeoutSec 1 } }
        @{ Id = 'WaitFailed'; Category = 'InvalidResult'; Script = { Wait-FluenceVm legacy-1 } }
        @{ Id = 'InvalidResponse'; Category = 'InvalidResult'; Script = { Set-VmEmulatorFault ListVms Garbage; Get-FluenceVm } }
        @{ Id = 'RestartNotSupported'; Category = 'NotImplemented'; Script = { Restart-FluenceVm web-1 } }
    )
}

BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $topic = [IO.File]::ReadAllLines((Resolve-Path "$PSScriptRoot/../../docs/about_FluenceVm.md"))
}

Describe 'The error' {
    BeforeEach {
        $emulator = Start-VmEmulator
        $null = Connect-Fluence -Endpoint $emulator.Uri -ApiKey $emulator.ApiKey -ApiVersion MarketV3
        $null = Connect-Cudos -Node $emulator.Uri
    }
    AfterEach { Disconnect-Cudos; Disconnect-TestEmulator }

    It '<Id> is of the kind <Category>, as about_FluenceVm says' -ForEach $errors {
        $problem = try { & $Script 2>&1 |
            Where-Object { $_ -is [Management.Automation.ErrorRecord] } |
            Select-Object -First 1 } catch { $_ }
        $problem.FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $problem.CategoryInfo.Category | Should -Be $Category
        $topic | Where-Object { $_ -cmatch "^- [^:]*\b$Category\b[^:]*: .*\b$Id\b" } | Should -Not -BeNullOrEmpty
    }

    It 'CannotAsk is of the kind OperationStopped, as about_FluenceVm says' {
        Invoke-FreshShell ('$null = Connect-Fluence -Emulator; try { Get-FluenceVm legacy-1 | Remove-FluenceVm } catch { ' +
            '"$($_.FullyQualifiedErrorId) $($_.CategoryInfo.Category)" }') |
            Should -BeLike '*CannotAsk,*OperationStopped*'
        $topic | Where-Object { $_ -cmatch '^- OperationStopped: CannotAsk' } | Should -Not -BeNullOrEmpty
    }
}
