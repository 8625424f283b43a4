BeforeAll { . $PSScriptRoot/Setup.ps1 }

Describe 'Restart-FluenceVm' {
    BeforeEach { $emulator = Connect-TestEmulator }
    AfterEach { Disconnect-TestEmulator }

    It 'is a clear error in generation <_>, for each VM, and sends nothing' -ForEach 'MarketV2', 'MarketV3' {
        $connection = Connect-Fluence -Endpoint $emulator.Uri -ApiKey $emulator.ApiKey -ApiVersion $_
        Restart-FluenceVm web-1, web-2 -Connection $connection -Confirm:$false -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed.Count | Should -Be 2
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'RestartNotSupported,*'
        $failed[0].Exception.Message | Should -BeLike '*marketplace generations can''t restart a VM*'
        $failed.TargetObject.Name | Should -Be 'web-1', 'web-2'
        Get-Request RestartVm | Should -BeNullOrEmpty
    }

    It 'restarts in generation Cloud, <Case>' -ForEach @(
        @{ Case = 'by the power'; With = @{}; Status = 'restarting' }
        @{ Case = 'by the operating system'; With = @{ Soft = $true }; Status = 'softRebooting' }
    ) {
        $stopped = Start-VmEmulator -ClockRate 0
        $null = Connect-Fluence -Endpoint $stopped.Uri -ApiKey $stopped.ApiKey -ApiVersion Cloud
        $restarted = Restart-FluenceVm web-1, web-2 @With -PassThru
        $restarted.Name | Should -Be 'web-1', 'web-2'
        $restarted.Status | Should -Be $Status, $Status
        Step-VmEmulator 00:01:00 -Emulator $stopped
        (Get-FluenceVm web-1).Status | Should -Be 'launched'
    }

    It 'names the VM under -WhatIf' {
        Invoke-FreshShell '$null = Connect-Fluence -Emulator -ApiVersion Cloud; Restart-FluenceVm web-1 -WhatIf' |
            Should -BeLike '*What if: Restart VM web-1 (fa4e*'
    }
}
