BeforeAll { . $PSScriptRoot/Setup.ps1; . $PSScriptRoot/Machine.ps1 }

Describe 'Remove-Machine' {
    BeforeEach { $emulator = Connect-FreshEmulator }
    AfterEach { Disconnect-Cudos; Get-VmEmulator | Stop-VmEmulator }

    It 'gives a machine up, which is then nobody''s and soon ends' {
        $removed = Get-Machine web-1 | Remove-Machine -Confirm:$false -PassThru
        $removed.Owner | Should -BeNullOrEmpty
        $removed.Credit | Should -Be 0
        (Get-Machine).Id | Should -Not -Contain 'web-1'
        Step-VmEmulator 10s
        (Get-Machine web-1).State | Should -Be 'Finished'
        { Remove-Machine web-1 -Confirm:$false } | Should -Throw -ErrorId 'NotAllowed,*' -ExpectedMessage '*disowned*'
    }

    It 'says the refund under -WhatIf' {
        $text = Get-WhatIfText 'Get-Machine train-1 | Remove-Machine -WhatIf; (Get-Machine).Count'
        $text |
            Should -BeLike '*What if: Remove machine train-1 (Failed, 120 CUDOS per hour): its credit of 240 CUDOS goes back to cudos1*3*'
    }

    It 'says with -Verbose what came back, and to whom' {
        $text = Remove-Machine train-1 -Confirm:$false -Verbose 4>&1 | Out-String -Width 300
        $text | Should -BeLike '*Machine train-1 is removed. Its credit of 240 CUDOS, *went back to cudos1*'
    }

    It 'gives the whole credit back: it can be spent again' {
        Remove-Machine web-1, build-cache, train-1 -Confirm:$false
        # 100,000 CUDOS were the account's; six hours of two machines are gone, and no acudos more.
        $spent = [decimal](456 + 37.5 + 240)
        (New-Machine -MachineType basic-1 -Image debian-12 -SshKey $PublicKey -Credit (100000 - 500 - 60 - 240 + $spent)).Credit |
            Should -BeGreaterThan 99900
        { New-Machine -MachineType basic-1 -Image debian-12 -SshKey $PublicKey -Credit 1 } | Should -Throw -ErrorId 'BalanceTooSmall,*'
    }

    It 'is an error in a host that cannot ask, and gives nothing up' {
        Get-WhatIfText 'Get-Machine | Remove-Machine; "left: $((Get-Machine).Count)"' | Should -BeLike '*left: 3*'
    }
}
